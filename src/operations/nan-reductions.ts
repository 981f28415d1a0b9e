import * as tf from '@tensorflow/tfjs-core';
import { type ReductionFunction, reduction } from './reduction.js';

/** The elements with a number in place of NaN. */
function without(x: tf.Tensor, instead: number): tf.Tensor {
  return x.dtype === 'float32' ? tf.where(tf.isNaN(x), tf.scalar(instead), x) : x;
}

/** The number of elements along axes that are not NaN. */
function countNumbers(x: tf.Tensor, axes: number[]): tf.Tensor {
  return tf.sum(tf.cast(tf.logicalNot(tf.isNaN(x)), 'float32'), axes);
}

/** An extreme of the elements along axes that are not NaN, and NaN where all of them are. */
function extremeWithout(
  find: (x: tf.Tensor, axes: number[]) => tf.Tensor,
  least: number,
): (x: tf.Tensor, axes: number[]) => tf.Tensor {
  return (x, axes) => {
    if (x.dtype !== 'float32') return find(x, axes);
    const hasNumbers = tf.greater(countNumbers(x, axes), 0);
    return tf.where(hasNumbers, find(without(x, least), axes), tf.scalar(Number.NaN));
  };
}

function meanWithout(x: tf.Tensor, axes: number[]): tf.Tensor {
  return tf.div(tf.sum(without(x, 0), axes), countNumbers(x, axes));
}

/**
 * The sum of the elements along axes, by default all, that are not NaN.
 *
 * @example
 * const output = nansum(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const nansum: ReductionFunction<'nansum', 'number'> = reduction('nansum', 'number', (x, axes) =>
  tf.sum(without(x, 0), axes),
);

/**
 * The product of the elements along axes, by default all, that are not NaN.
 *
 * @example
 * const output = nanprod(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const nanprod: ReductionFunction<'nanprod', 'number'> = reduction('nanprod', 'number', (x, axes) =>
  tf.prod(without(x, 1), axes),
);

/**
 * The mean of the elements along axes, by default all, that are not NaN.
 *
 * @example
 * const output = nanmean(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const nanmean: ReductionFunction<'nanmean', 'float32'> = reduction('nanmean', 'float32', meanWithout);

/**
 * The greatest of the elements along axes, by default all, that are not NaN.
 *
 * @example
 * const output = nanmax(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const nanmax: ReductionFunction<'nanmax', 'common'> = reduction(
  'nanmax',
  'common',
  extremeWithout(tf.max, Number.NEGATIVE_INFINITY),
);

/**
 * The least of the elements along axes, by default all, that are not NaN.
 *
 * @example
 * const output = nanmin(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const nanmin: ReductionFunction<'nanmin', 'common'> = reduction(
  'nanmin',
  'common',
  extremeWithout(tf.min, Number.POSITIVE_INFINITY),
);
