import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * The sum of two tensors, or of a tensor and a number.
 *
 * @example
 * const output = add(Input([4, 8]), Input([4, 1])); // SymbolicTensor<[null, 4, 8]>
 */
export const add: BinaryFunction<'add', 'common'> = binary('add', 'common', tf.add);
