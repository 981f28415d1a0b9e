import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor is not greater than that of another; one of them may be a number.
 *
 * @example
 * const output = lessEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const lessEqual: BinaryFunction<'lessEqual', 'bool'> = binary('lessEqual', 'bool', tf.lessEqual);
