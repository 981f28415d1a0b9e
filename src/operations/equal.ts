import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor is equal to that of another; one of them may be a number.
 *
 * @example
 * const output = equal(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const equal: BinaryFunction<'equal', 'bool'> = binary('equal', 'bool', tf.equal);
