import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * Where an element of a tensor is less than that of another; one of them may be a number.
 *
 * @example
 * const output = less(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const less: BinaryFunction<'less', 'bool'> = binary('less', 'bool', tf.less);
