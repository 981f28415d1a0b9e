import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor is greater than that of another; one of them may be a number.
 *
 * @example
 * const output = greater(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const greater: BinaryFunction<'greater', 'bool'> = binary('greater', 'bool', tf.greater);
