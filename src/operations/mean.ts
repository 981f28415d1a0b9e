import * as tf from '@tensorflow/tfjs-core';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The mean of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = mean(Input([10, 64]), 1); // SymbolicTensor<[null, 64]>
 */
export const mean: ReductionFunction<'mean', 'float32'> = reduction('mean', 'float32', tf.mean);
