import * as tf from '@tensorflow/tfjs-core';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The sum of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = sum(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const sum: ReductionFunction<'sum', 'number'> = reduction('sum', 'number', tf.sum);
