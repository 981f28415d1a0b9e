import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../arguments/number.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { Subtract } from '../types/arithmetic/add.js';
import type { Known } from '../types/arithmetic/operands.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from '../types/axis.js';
import { type Product, product } from '../types/dimension.js';
import { type DType, type ResultTypes, resultTypes } from '../types/dtype.js';
import { type Minus, minus } from '../types/named-size.js';
import { type Replaced, replaced } from '../types/on-axes.js';
import { type Dimension, isOpen, type Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type AlongAxis, alongAxis } from '../types/transposed.js';
import { castTo, type Numeric, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

type CumulativeOutput<Operation extends string, Input extends Shape, Axis extends number | null> = Axis extends number
  ? AlongAxis<Operation, Input, Axis>
  : [Product<Input>];

/** An operation on each element and all those before it along an axis, or in the flattened tensor. */
function cumulative(operation: string, compute: (input: tf.Tensor, axis: number) => tf.Tensor) {
  return defineOperation<{ readonly axis: number | null }>({
    operation,
    shape: (x, { axis }) => {
      const input = sameShape(operation, x);
      return axis === null ? [product(input)] : alongAxis(operation, input, axis);
    },
    type: resultTypes.number,
    compute: (x, { axis }) => {
      const input = castTo(axis === null ? tf.reshape(x, [-1]) : x, resultTypes.number(x.dtype as DType));
      return compute(input, axisOf(`${operation}: axis`, axis ?? 0, input.rank));
    },
  });
}

const addCumsum = cumulative('cumsum', tf.cumsum);

/**
 * The sums of every element and all those before it along an axis, by default of all elements in a row.
 *
 * @example
 * const totals = cumsum(Input([10, 64]), 1); // SymbolicTensor<[null, 10, 64]>
 */
export const cumsum: <const Given extends AnyTensor, const Axis extends number | null = null>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis along which to sum. The default is all axes, flattened. */
  axis?: Argument<Axis, CumulativeOutput<'cumsum', Given['shape'], Axis>, 'axis'>,
) => Result<Given, CumulativeOutput<'cumsum', Given['shape'], Axis>, ResultTypes<TypeOf<Given>>['number']> = stated(
  (x: SymbolicTensor, axis: number | null = null) => addCumsum(x, { axis }),
);

const addCumprod = cumulative('cumprod', (input, axis) => {
  const size = input.shape[axis] as number;
  let output = input;
  // Products of 1, 2, 4, ... elements: unlike `tf.cumprod`, with gradients, where elements are 0 as well.
  for (let step = 1; step < size; step *= 2) {
    const [before, rest] = tf.split(output, [size - step, step], axis) as [tf.Tensor, tf.Tensor];
    output = tf.mul(output, tf.concat([tf.onesLike(rest), before], axis));
  }
  return output;
});

/**
 * The products of every element and all those before it along an axis, by default of all elements in a row.
 *
 * @example
 * const kept = cumprod(Input([10, 64]), 1); // SymbolicTensor<[null, 10, 64]>
 */
export const cumprod: <const Given extends AnyTensor, const Axis extends number | null = null>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis along which to multiply. The default is all axes, flattened. */
  axis?: Argument<Axis, CumulativeOutput<'cumprod', Given['shape'], Axis>, 'axis'>,
) => Result<Given, CumulativeOutput<'cumprod', Given['shape'], Axis>, ResultTypes<TypeOf<Given>>['number']> = stated(
  (x: SymbolicTensor, axis: number | null = null) => addCumprod(x, { axis }),
);

type DiffOutput<Input extends Shape, Count extends number, Axis extends number> = [number] extends [Input['length']]
  ? Shape
  : [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<'diff: axis', Axis, Input['length']>
      : number extends Index
        ? Shape
        : Replaced<Input, Index, [Fewer<Input[Index], Known<Count>>]>
    : never;

type Fewer<Size extends Dimension, Count extends number> = Size extends number
  ? [Subtract<Size, Count>] extends [never]
    ? 0
    : Subtract<Size, Count>
  : Minus<Size, Count>;

interface DiffConfiguration {
  readonly n: number;
  readonly axis: number;
}

const addDiff = defineOperation<DiffConfiguration>({
  operation: 'diff',
  shape: (x, { n, axis }) => {
    const input = sameShape('diff', x);
    const index = axisOf('diff: axis', axis, input.length);
    const size = input[index] as Dimension;
    return replaced(input, [index], [isOpen(size) ? minus(size, n) : Math.max(0, size - n)]);
  },
  type: (type) => type,
  compute: (x, { n, axis }) => {
    const index = axisOf('diff: axis', axis, x.rank);
    let output = x;
    for (let count = 0; count < n; count++) {
      const size = Math.max(0, (output.shape[index] as number) - 1);
      const sizes = output.shape.map((each, at) => (at === index ? size : each));
      const from = (start: number) =>
        tf.slice(
          output,
          sizes.map((_, at) => (at === index ? start : 0)),
          sizes,
        );
      output = size === 0 ? from(0) : difference(from(1), from(0));
    }
    return output;
  },
});

function difference(left: tf.Tensor, right: tf.Tensor): tf.Tensor {
  return left.dtype === 'bool' ? tf.notEqual(left, right) : tf.sub(left, right);
}

/**
 * The differences of neighbouring elements along an axis, by default the last one; with `n` those of the differences, and so
 * on.
 *
 * @example
 * const changes = diff(Input([10])); // SymbolicTensor<[null, 9]>
 */
export const diff: <
  const Given extends AnyTensor,
  const Count extends number = 1,
  const Axis extends number = -1,
  At = Place,
>(
  /** A tensor of the graph. */
  a: Numeric<Given>,
  /** How many times differences are taken. The default is 1. */
  n?: Count,
  /** The axis along which to take differences. The default is -1, the last axis. */
  axis?: Argument<Axis, DiffOutput<Given['shape'], Count, Axis>, 'axis'>,
) => Returned<Result<Given, DiffOutput<Given['shape'], Count, Axis>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((a: SymbolicTensor, n = 1, axis = -1) => addDiff(a, { n: integerFrom('diff: n', n, 0), axis }));
