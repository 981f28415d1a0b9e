import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor differs from that of another; one of them may be a number.
 *
 * @example
 * const output = notEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const notEqual: BinaryFunction<'notEqual', 'bool'> = binary('notEqual', 'bool', tf.notEqual);
