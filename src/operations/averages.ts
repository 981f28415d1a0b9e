import * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/options.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument } from '../graph/tensors.js';
import { type AxisIndex, axisOf } from '../types/axis.js';
import { type Agree, agree, type Fits, fits } from '../types/dimension.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type AxesOrAll, type Reduced, reduced, reducedAxes } from '../types/reduced.js';
import { type Dimension, type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { castTo, type Numeric, type Result, type Results } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import type { ReductionOptions } from './reduction.js';

const otherWeights =
  'average: weights expects the shape of {input}, or one weight for each element along axis (received {weights})';

type Averaged<Input extends Shape, Axis extends number | null, Weights extends Shape> = [number] extends [
  Input['length'] | Weights['length'],
]
  ? Reduced<'average', Input, Axis, false>
  : [Fits<Weights, Input>] extends [true]
    ? Reduced<'average', Input, Axis, false>
    : [Axis, Weights] extends [infer Along extends number, readonly [infer Size extends Dimension]]
      ? AxisIndex<Along, Input['length']> extends infer Index extends number
        ? Agree<Input[Index], Size> extends true
          ? Reduced<'average', Input, Axis, false>
          : OtherWeights<Input, Weights>
        : never
      : OtherWeights<Input, Weights>;

type OtherWeights<Input extends Shape, Weights extends Shape> = Mismatch<
  Fill<typeof otherWeights, { input: Show<Input>; weights: Show<Weights> }>,
  'weights'
>;

type AverageOutput<Given extends AnyTensor, Axis extends number | null, Weights> = Weights extends AnyTensor
  ? OfOneKind<'average', Given | Weights, Averaged<Given['shape'], Axis, Weights['shape']>, 'weights'>
  : Reduced<'average', Given['shape'], Axis, false>;

function isAlong(input: Shape, axis: number | null, weights: Shape): boolean {
  if (axis === null || weights.length !== 1) return false;
  return agree(input[axisOf('average: axis', axis, input.length)] as Dimension, weights[0] as Dimension);
}

const addAverage = defineOperation<{ readonly axis: number | null }, readonly Shape[]>({
  operation: 'average',
  shape: (inputs, { axis }) => {
    const [input, weights] = inputs as readonly [Shape, Shape?];
    const output = reduced('average', sameShape('average', input), axis, false);
    if (weights === undefined || fits(weights, input) || isAlong(input, axis, weights)) return output;
    return mismatch(otherWeights, { input: show(input), weights: show(weights) });
  },
  type: () => 'float32',
  compute: (inputs, { axis }) => {
    const [x, weights] = inputs.map((input) => castTo(input, 'float32')) as [tf.Tensor, tf.Tensor?];
    const axes = [...reducedAxes('average', axis, x.rank)];
    if (weights === undefined) return tf.mean(x, axes);
    const along = axis === null ? 0 : axisOf('average: axis', axis, x.rank);
    const whole =
      weights.rank === x.rank
        ? weights
        : tf.reshape(
            weights,
            x.shape.map((size, at) => (at === along ? size : 1)),
          );
    const total = tf.sum(whole, whole.rank === 0 ? undefined : axes);
    return tf.div(tf.sum(tf.mul(x, whole), axes), total);
  },
});

/**
 * The mean of the elements along an axis, by default all, weighted if there are weights.
 *
 * @example
 * const output = average(Input([10, 64]), 1); // SymbolicTensor<[null, 64]>
 */
export const average: <
  const Given extends AnyTensor,
  const Axis extends number | null = null,
  const Weights extends AnyTensor | null = null,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis to reduce. The default is all axes. */
  axis?: Argument<Axis, AverageOutput<Given, Axis, Weights>, 'axis'>,
  /** A weight for each element, or for each place along the axis. The default is 1. */
  weights?: Argument<Weights, AverageOutput<Given, Axis, Weights>, 'weights'>,
) => Result<Given, AverageOutput<Given, Axis, Weights>, 'float32'> = stated(
  (x: SymbolicTensor, axis: number | null = null, weights: SymbolicTensor | null = null) =>
    addAverage(weights === null ? [x] : [x, weights], { axis }),
);

type MomentsOutput<Input extends Shape, Along extends AxesOrAll, KeepsDimensions extends boolean> = [
  Reduced<'moments', Input, Along, KeepsDimensions>,
] extends [infer Found]
  ? [Found] extends [Shape]
    ? [Found, Found]
    : Found
  : never;

const addMoments = defineOperation<{ readonly axes: AxesOrAll; readonly keepdims: boolean }>({
  operation: 'moments',
  shape: (x, { axes, keepdims }) => {
    const output = reduced('moments', sameShape('moments', x), axes, keepdims);
    return [output, output];
  },
  type: () => 'float32',
  compute: (x, { axes, keepdims }) => {
    const along = [...reducedAxes('moments', axes, x.rank)];
    const { mean, variance } = tf.moments(castTo(x, 'float32'), along, keepdims);
    return [mean, variance];
  },
});

/**
 * The mean and the variance of the elements along axes.
 *
 * @example
 * const [mean, variance] = moments(Input([10, 64]), 1); // SymbolicTensor<[null, 64]> each
 */
export const moments: <
  const Given extends AnyTensor,
  const Along extends AxesOrAll,
  const KeepsDimensions extends boolean = false,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis or axes over which to compute mean and variance. */
  axes: Argument<Along, MomentsOutput<Given['shape'], Along, KeepsDimensions>, 'axis'>,
  options?: ReductionOptions<KeepsDimensions>,
) => Results<Given, [unknown, unknown], MomentsOutput<Given['shape'], Along, KeepsDimensions>, 'float32'> = stated(
  (x: SymbolicTensor, axes: AxesOrAll, options?: ReductionOptions<boolean>) =>
    addMoments(x, {
      axes,
      ...completeOptions<Required<ReductionOptions<boolean>>>('moments', { keepdims: false }, options),
    }),
);
