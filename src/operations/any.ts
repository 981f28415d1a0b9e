import * as tf from '@tensorflow/tfjs-core';
import { castTo } from './cast-to.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * Whether one of the elements along axes is true, which numbers are that are not 0; all axes unless given.
 *
 * @example
 * const output = any(Input([4, 8]), 1); // SymbolicTensor<[null, 8]> & OfType<"bool">
 */
export const any: ReductionFunction<'any', 'bool'> = reduction('any', 'bool', (x, axes) =>
  tf.any(castTo(x, 'bool'), axes),
);
