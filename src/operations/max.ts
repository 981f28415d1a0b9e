import * as tf from '@tensorflow/tfjs-core';
import { extreme } from './extreme.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The greatest of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = max(Input([28, 28, 3]), [1, 2]); // SymbolicTensor<[null, 3]>
 */
export const max: ReductionFunction<'max', 'common'> = reduction('max', 'common', extreme(tf.max));
