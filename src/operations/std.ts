import * as tf from '@tensorflow/tfjs-core';
import { type ReductionFunction, reduction } from './reduction.js';
import { varianceAlong } from './variance-along.js';

/**
 * The standard deviation of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = std(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const std: ReductionFunction<'std', 'float32'> = reduction('std', 'float32', (x, axes) =>
  tf.sqrt(varianceAlong(x, axes)),
);
