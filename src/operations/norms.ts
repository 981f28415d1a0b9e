import * as tf from '@tensorflow/tfjs-core';
import { integerFrom, positive } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument } from '../graph/tensors.js';
import type { Axes } from '../types/on-axes.js';
import { type AxesOrAll, type Reduced, reduced, reducedAxes } from '../types/reduced.js';
import type { Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type AlongAxes, alongAxes } from '../types/transposed.js';
import { castTo, type Numeric, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import type { ReductionOptions } from './reduction.js';

/** The norm of vectors along axes, which are kept with a size of 1. */
function normAlong(x: tf.Tensor, order: number, axes: number[]): tf.Tensor {
  const sizes = tf.abs(x);
  if (order === Number.POSITIVE_INFINITY) return tf.max(sizes, axes, true);
  if (order === Number.NEGATIVE_INFINITY) return tf.min(sizes, axes, true);
  if (order === 0) return tf.sum(tf.cast(tf.notEqual(x, 0), 'float32'), axes, true);
  if (order === 1) return tf.sum(sizes, axes, true);
  if (order === 2) return tf.sqrt(tf.sum(tf.square(x), axes, true));
  return tf.pow(tf.sum(tf.pow(sizes, order), axes, true), 1 / order);
}

interface NormConfiguration {
  readonly ord: number | null;
  readonly axis: AxesOrAll;
  readonly keepdims: boolean;
}

const addNorm = defineOperation<NormConfiguration>({
  operation: 'norm',
  shape: (x, { axis, keepdims }) => reduced('norm', sameShape('norm', x), axis, keepdims),
  type: () => 'float32',
  compute: (x, { ord, axis, keepdims }) => {
    const axes = [...reducedAxes('norm', axis, x.rank)];
    const length = normAlong(castTo(x, 'float32'), ord ?? 2, axes);
    return tf.reshape(length, reduced('norm', x.shape, axis, keepdims) as number[]);
  },
});

/**
 * The norm of the vectors along an axis, or by default of all elements as one vector.
 *
 * @example
 * const lengths = norm(Input([10, 64]), 2, -1); // SymbolicTensor<[null, 10]>
 */
export const norm: <
  const Given extends AnyTensor,
  const Along extends AxesOrAll = null,
  const KeepsDimensions extends boolean = false,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The order of the norm, or the name of a matrix norm. The default is 2, and the Frobenius norm for matrices. */
  ord?: number | null,
  /** The axis of the vectors, or the two axes of the matrices. The default is all axes. */
  axis?: Argument<Along, Reduced<'norm', Given['shape'], Along, KeepsDimensions>, 'axis'>,
  options?: ReductionOptions<KeepsDimensions>,
) => Result<Given, Reduced<'norm', Given['shape'], Along, KeepsDimensions>, 'float32'> = stated(
  (x: SymbolicTensor, ord: number | null = null, axis: AxesOrAll = null, options?: ReductionOptions<boolean>) =>
    addNorm(x, {
      ord: checkOrder(ord, axis, x),
      axis,
      ...completeOptions<Required<ReductionOptions<boolean>>>('norm', { keepdims: false }, options),
    }),
);

/** Checks the order: a number for vectors only, `null` for matrices as well. */
function checkOrder(
  ord: number | null,
  axis: AxesOrAll,
  x: { readonly shape?: Shape } | null | undefined,
): number | null {
  const count = axis === null ? x?.shape?.length : [axis].flat().length;
  if (ord === null || (typeof ord === 'number' && !Number.isNaN(ord) && count === 1)) return ord;
  const found = typeof ord === 'number' ? `${ord}, and ${count} axes` : received(ord);
  throw new ArgumentError(`norm: ord expects a number for one axis, or null (received ${found})`);
}

interface NormalizeConfiguration {
  readonly axis: Axes;
  readonly order: number;
  readonly epsilon: number;
}

const addNormalize = defineOperation<NormalizeConfiguration>({
  operation: 'normalize',
  shape: (x, { axis }) => alongAxes('normalize', sameShape('normalize', x), axis),
  type: () => 'float32',
  compute: (x, { axis, order, epsilon }) => {
    const input = castTo(x, 'float32');
    const axes = [...reducedAxes('normalize', axis, x.rank)];
    if (order !== 2) return tf.div(input, tf.maximum(normAlong(input, order, axes), epsilon));
    // The square is bounded instead of the root, whose gradient at 0 is infinite.
    return tf.mul(input, tf.rsqrt(tf.maximum(tf.sum(tf.square(input), axes, true), epsilon ** 2)));
  },
});

/** Options of {@link normalize}. */
export interface NormalizeOptions {
  /** The smallest norm by which vectors are divided. The default is 1e-7. */
  readonly epsilon?: number;
}

/**
 * The vectors along an axis, each divided by its norm; by default along the last axis.
 *
 * @example
 * const directions = normalize(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const normalize: <const Given extends AnyTensor, const Along extends Axes = -1>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis of the vectors. The default is -1, the last axis. */
  axis?: Argument<Along, AlongAxes<'normalize', Given['shape'], Along>, 'axis'>,
  /** The order of the norm. The default is 2. */
  order?: number,
  options?: NormalizeOptions,
) => Result<Given, AlongAxes<'normalize', Given['shape'], Along>, 'float32'> = stated(
  (x: SymbolicTensor, axis: Axes = -1, order = 2, options?: NormalizeOptions) => {
    const { epsilon } = completeOptions('normalize', { epsilon: 1e-7 }, options);
    positive('normalize: epsilon', epsilon);
    return addNormalize(x, { axis, order: integerFrom('normalize: order', order, 1), epsilon });
  },
);
