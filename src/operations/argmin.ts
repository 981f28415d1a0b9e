import * as tf from '@tensorflow/tfjs-core';
import { placeAlong } from './place-along.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The place of the least element along an axis, or among all elements unless an axis is given.
 *
 * @example
 * const output = argmin(Input([10]), 1); // SymbolicTensor<[null]> & OfType<"int32">
 */
export const argmin: ReductionFunction<'argmin', 'int32', number> = reduction('argmin', 'int32', placeAlong(tf.argMin));
