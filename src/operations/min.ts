import * as tf from '@tensorflow/tfjs-core';
import { extreme } from './extreme.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The least of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = min(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const min: ReductionFunction<'min', 'common'> = reduction('min', 'common', extreme(tf.min));
