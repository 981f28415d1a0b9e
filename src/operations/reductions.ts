import * as tf from '@tensorflow/tfjs-core';
import { withoutGradient } from '../gradients/custom-gradient.js';
import { castTo } from './argument.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The sum of the elements along axes, by default all.
 *
 * @example
 * const output = sum(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const sum: ReductionFunction<'sum', 'number'> = reduction('sum', 'number', tf.sum);

/**
 * The mean of the elements along axes, by default all.
 *
 * @example
 * const output = mean(Input([10, 64]), 1); // SymbolicTensor<[null, 64]>
 */
export const mean: ReductionFunction<'mean', 'float32'> = reduction('mean', 'float32', tf.mean);

/**
 * The product of the elements along axes, by default all.
 *
 * @example
 * const output = prod(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const prod: ReductionFunction<'prod', 'number'> = reduction('prod', 'number', tf.prod);

/** The mean square of the differences from the mean along axes. */
function varianceAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  return tf.mean(tf.square(tf.sub(x, tf.mean(x, axes, true))), axes);
}

/**
 * The variance of the elements along axes, by default all: the mean square of their differences from the mean.
 *
 * @example
 * const output = variance(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const variance: ReductionFunction<'variance', 'float32'> = reduction(
  'variance',
  'float32',
  varianceAlong,
  'Var',
);

/**
 * The standard deviation of the elements along axes, by default all.
 *
 * @example
 * const output = std(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const std: ReductionFunction<'std', 'float32'> = reduction('std', 'float32', (x, axes) =>
  tf.sqrt(varianceAlong(x, axes)),
);

/**
 * The greatest of the elements along axes, by default all.
 *
 * @example
 * const output = max(Input([28, 28, 3]), [1, 2]); // SymbolicTensor<[null, 3]>
 */
export const max: ReductionFunction<'max', 'common'> = reduction('max', 'common', tf.max);

/**
 * The least of the elements along axes, by default all.
 *
 * @example
 * const output = min(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const min: ReductionFunction<'min', 'common'> = reduction('min', 'common', tf.min);

/** The logarithm of the sum of exponentials along axes, without overflow, and -Infinity where all elements are. */
function logSumExpAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  const greatest = withoutGradient(() => {
    const found = tf.max(x, axes, true);
    return tf.where(tf.isFinite(found), found, tf.zerosLike(found));
  });
  return tf.add(tf.log(tf.sum(tf.exp(tf.sub(x, greatest)), axes, true)), greatest);
}

/**
 * The logarithm of the sum of the exponentials of the elements along axes, by default all.
 *
 * @example
 * const output = logsumexp(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const logsumexp: ReductionFunction<'logsumexp', 'float32'> = reduction('logsumexp', 'float32', logSumExpAlong);

/**
 * Whether all elements along axes, by default all, are true; numbers other than 0 are true.
 *
 * @example
 * const output = all(Input([4, 8]), 1); // SymbolicTensor<[null, 8]> & OfType<"bool">
 */
export const all: ReductionFunction<'all', 'bool'> = reduction('all', 'bool', (x, axes) =>
  tf.all(castTo(x, 'bool'), axes),
);

/**
 * Whether any element along axes, by default all, is true; numbers other than 0 are true.
 *
 * @example
 * const output = any(Input([4, 8]), 1); // SymbolicTensor<[null, 8]> & OfType<"bool">
 */
export const any: ReductionFunction<'any', 'bool'> = reduction('any', 'bool', (x, axes) =>
  tf.any(castTo(x, 'bool'), axes),
);

/**
 * The number of elements along axes, by default all, that are not 0.
 *
 * @example
 * const output = countNonzero(Input([4, 8]), 1); // SymbolicTensor<[null, 8]> & OfType<"int32">
 */
export const countNonzero: ReductionFunction<'countNonzero', 'int32'> = reduction('countNonzero', 'int32', (x, axes) =>
  tf.sum(tf.cast(tf.notEqual(x, tf.scalar(0, x.dtype as 'int32')), 'int32'), axes),
);

type FindPlace = (x: tf.Tensor, axis: number) => tf.Tensor;

/** The index of an element along one axis, or among all. */
function placeAlong(find: FindPlace): (x: tf.Tensor, axes: number[]) => tf.Tensor {
  return (x, axes) => (axes.length === x.rank ? find(tf.reshape(x, [-1]), 0) : find(x, axes[0] as number));
}

/**
 * The index of the greatest element along an axis, or by default among all elements.
 *
 * @example
 * const output = argmax(Input([10]), 1); // SymbolicTensor<[null]> & OfType<"int32">
 */
export const argmax: ReductionFunction<'argmax', 'int32', number> = reduction('argmax', 'int32', placeAlong(tf.argMax));

/**
 * The index of the least element along an axis, or by default among all elements.
 *
 * @example
 * const output = argmin(Input([10]), 1); // SymbolicTensor<[null]> & OfType<"int32">
 */
export const argmin: ReductionFunction<'argmin', 'int32', number> = reduction('argmin', 'int32', placeAlong(tf.argMin));
