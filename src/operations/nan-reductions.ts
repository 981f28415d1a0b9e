import * as tf from '@tensorflow/tfjs-core';
import { withoutGradient } from '../gradients/custom-gradient.js';
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

/**
 * The range of the elements along axes, by default all: the greatest less the least.
 *
 * @example
 * const output = ptp(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const ptp: ReductionFunction<'ptp', 'common'> = reduction('ptp', 'common', (x, axes) =>
  tf.sub(tf.max(x, axes), tf.min(x, axes)),
);

/** The median along axes: the mean of the two in the middle, where their number is even. */
function medianAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  const others = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
  const size = axes.reduce((count, axis) => count * (x.shape[axis] as number), 1);
  const rows = x.size / size;
  const elements = tf.reshape(tf.transpose(x, [...others, ...axes]), [rows, size]);
  const places = withoutGradient(() => {
    // The least first; of equal ones the first, as in Keras, for the gradient.
    const { indices } = tf.topk(tf.neg(elements), size);
    const middle = tf.gather(indices, tf.tensor1d([(size - 1) >> 1, size >> 1], 'int32'), 1);
    return tf.add(middle, tf.reshape(tf.range(0, x.size, size, 'int32'), [rows, 1]));
  });
  const found = tf.gather(tf.reshape(elements, [-1]), tf.reshape(places, [-1]) as tf.Tensor1D);
  const median = tf.mean(tf.reshape(found, [rows, 2]), 1);
  return tf.where(tf.any(tf.isNaN(elements), 1), tf.scalar(Number.NaN), median);
}

/**
 * The median of the elements along axes, by default all: the mean of the two in the middle of an even number.
 *
 * @example
 * const output = median(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const median: ReductionFunction<'median', 'float32'> = reduction('median', 'float32', medianAlong);
