import * as tf from '@tensorflow/tfjs-core';
import { placeAlong } from './place-along.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The place of the greatest element along an axis, or among all elements unless an axis is given.
 *
 * @example
 * const output = argmax(Input([10]), 1); // SymbolicTensor<[null]> & OfType<"int32">
 */
export const argmax: ReductionFunction<'argmax', 'int32', number> = reduction('argmax', 'int32', placeAlong(tf.argMax));
