import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor is not less than that of another; one of them may be a number.
 *
 * @example
 * const output = greaterEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const greaterEqual: BinaryFunction<'greaterEqual', 'bool'> = binary('greaterEqual', 'bool', tf.greaterEqual);
