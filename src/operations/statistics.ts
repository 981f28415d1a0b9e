import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { within } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import { withoutGradient } from '../gradients/custom-gradient.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument } from '../graph/tensors.js';
import { type AxesOrAll, type Reduced, reduced, reducedAxes } from '../types/reduced.js';
import type { Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { castTo, type Numeric, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { type ReductionFunction, type ReductionOptions, reduction } from './reduction.js';

/**
 * The range of the elements along axes, by default all: the greatest less the least.
 *
 * @example
 * const output = ptp(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const ptp: ReductionFunction<'ptp', 'common'> = reduction('ptp', 'common', (x, axes) =>
  tf.sub(tf.max(x, axes), tf.min(x, axes)),
);

/** The elements of these ranks along axes, counted from the least: one row for each place of the other axes. */
function atRanks(x: tf.Tensor, axes: readonly number[], ranksOf: (size: number) => readonly number[]): tf.Tensor {
  const others = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
  const size = axes.reduce((count, axis) => count * (x.shape[axis] as number), 1);
  const ranks = ranksOf(size);
  const rows = x.size / size;
  const elements = tf.reshape(tf.transpose(x, [...others, ...axes]), [rows, size]);
  const places = withoutGradient(() => {
    // The least first; of equal ones the first, as in Keras, for the gradient.
    const { indices } = tf.topk(tf.neg(elements), size);
    const found = tf.gather(indices, tf.tensor1d([...ranks], 'int32'), 1);
    return tf.add(found, tf.reshape(tf.range(0, x.size, size, 'int32'), [rows, 1]));
  });
  const found = tf.gather(tf.reshape(elements, [-1]), tf.reshape(places, [-1]) as tf.Tensor1D);
  const hasNaN = tf.reshape(tf.any(tf.isNaN(elements), 1), [rows, 1]);
  return tf.where(hasNaN, tf.scalar(Number.NaN), tf.reshape(found, [rows, ranks.length]));
}

/** The median along axes: the mean of the two in the middle, where their number is even. */
function medianAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  return tf.mean(
    atRanks(x, axes, (size) => [(size - 1) >> 1, size >> 1]),
    1,
  );
}

/**
 * The median of the elements along axes, by default all: the mean of the two in the middle of an even number.
 *
 * @example
 * const output = median(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const median: ReductionFunction<'median', 'float32'> = reduction('median', 'float32', medianAlong);

/** How a quantile between two elements is estimated. */
export type QuantileMethod = 'linear' | 'lower' | 'higher' | 'midpoint' | 'nearest';

const methods: readonly QuantileMethod[] = ['linear', 'lower', 'higher', 'midpoint', 'nearest'];

/** Options of {@link quantile}. */
export interface QuantileOptions<KeepsDimensions extends boolean> extends ReductionOptions<KeepsDimensions> {
  /** How a quantile between two elements is estimated. The default is `linear`. */
  readonly method?: QuantileMethod;
}

type QuantileOutput<
  Input extends Shape,
  Probabilities,
  Along extends AxesOrAll,
  KeepsDimensions extends boolean,
> = Probabilities extends readonly unknown[]
  ? Reduced<'quantile', Input, Along, KeepsDimensions> extends infer Found
    ? Found extends Shape
      ? [Probabilities['length'], ...Found]
      : Found
    : never
  : Reduced<'quantile', Input, Along, KeepsDimensions>;

interface QuantileConfiguration {
  readonly q: number | readonly number[];
  readonly axis: AxesOrAll;
  readonly method: QuantileMethod;
  readonly keepdims: boolean;
}

function quantileShape(input: Shape, { q, axis, keepdims }: QuantileConfiguration): Shape {
  const rest = reduced('quantile', input, axis, keepdims);
  return typeof q === 'number' ? rest : [q.length, ...rest];
}

/** The share of the higher of two elements in a quantile that is so far from the lower one. */
const shares: Readonly<Record<QuantileMethod, (distance: number) => number>> = {
  linear: (distance) => distance,
  lower: () => 0,
  higher: (distance) => (distance > 0 ? 1 : 0),
  midpoint: (distance) => (distance > 0 ? 0.5 : 0),
  nearest: (distance) => (distance > 0.5 ? 1 : 0),
};

const addQuantile = defineOperation<QuantileConfiguration>({
  operation: 'quantile',
  shape: (x, given) => quantileShape(sameShape('quantile', x), given),
  type: () => 'float32',
  compute: (x, given) => {
    const axes = reducedAxes('quantile', given.axis, x.rank);
    const size = axes.reduce((count, axis) => count * (x.shape[axis] as number), 1);
    // In single precision, as Keras computes it.
    const positions = [given.q].flat().map((q) => Math.fround(Math.fround(q) * (size - 1)));
    const bounds = [...positions.map(Math.floor), ...positions.map(Math.ceil)];
    const found = atRanks(castTo(x, 'float32'), axes, () => bounds);
    const [lower, higher] = tf.split(found, 2, 1) as [tf.Tensor, tf.Tensor];
    const share = tf.tensor1d(positions.map((position) => shares[given.method](position - Math.floor(position))));
    const quantiles = tf.add(tf.mul(lower, tf.sub(1, share)), tf.mul(higher, share));
    return tf.reshape(tf.transpose(quantiles), quantileShape(x.shape, given) as number[]);
  },
});

/**
 * The quantiles of the elements along axes, by default all: numbers that a share of the elements does not exceed.
 *
 * Several probabilities give one more axis, the first.
 *
 * @example
 * const upper = quantile(Input([100]), 0.9, 1); // SymbolicTensor<[null]>
 * const quartiles = quantile(Input([100]), [0.25, 0.5, 0.75], 1); // SymbolicTensor<[3, null]>
 */
export const quantile: <
  const Given extends AnyTensor,
  const Probabilities extends number | readonly number[],
  const Along extends AxesOrAll = null,
  const KeepsDimensions extends boolean = false,
  At = Place,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** One probability, or several, from 0 to 1. */
  q: Probabilities,
  /** The axis or axes to reduce. The default is all axes. */
  axis?: Argument<Along, QuantileOutput<Given['shape'], Probabilities, Along, KeepsDimensions>, 'axis'>,
  options?: QuantileOptions<KeepsDimensions>,
) => Returned<
  Result<Given, QuantileOutput<Given['shape'], Probabilities, Along, KeepsDimensions>, 'float32', IsReported<Given, At>>
>[keyof At] = stated(
  (x: SymbolicTensor, q: number | readonly number[], axis: AxesOrAll = null, options?: QuantileOptions<boolean>) => {
    const standard: Required<QuantileOptions<boolean>> = { method: 'linear', keepdims: false };
    const { method, keepdims } = completeOptions('quantile', standard, options);
    return addQuantile(x, {
      q: checkProbabilities(q),
      axis,
      method: oneOf('quantile: method', method, methods),
      keepdims,
    });
  },
);

function checkProbabilities(q: number | readonly number[]): number | readonly number[] {
  if (!Array.isArray(q)) return within('quantile: q', q as number, 0, 1);
  if (q.length > 0)
    return Object.freeze(Array.from(q as readonly number[], (each) => within('quantile: q', each, 0, 1)));
  throw new ArgumentError(`quantile: q expects a number from 0 to 1, or several (received ${received(q)})`);
}
