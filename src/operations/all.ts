import * as tf from '@tensorflow/tfjs-core';
import { castTo } from './cast-to.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * Whether all elements along axes are true, which numbers are that are not 0; all axes unless given.
 *
 * @example
 * const output = all(Input([4, 8]), 1); // SymbolicTensor<[null, 8]> & OfType<"bool">
 */
export const all: ReductionFunction<'all', 'bool'> = reduction('all', 'bool', (x, axes) =>
  tf.all(castTo(x, 'bool'), axes),
);
