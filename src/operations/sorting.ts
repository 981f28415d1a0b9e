import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { withoutGradient } from '../gradients/custom-gradient.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { LessThan } from '../types/arithmetic/add.js';
import type { Known } from '../types/arithmetic/operands.js';
import { axisOf } from '../types/axis.js';
import type { DType } from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Dimension, isOpen, type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type AlongAxis, alongAxis } from '../types/transposed.js';
import { castTo, type Numeric, type NumericArgument, type Result, type Results } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** The indices of the greatest elements along the last axis, the greatest first; equal ones stay in order. */
function greatestPlaces(x: tf.Tensor, count: number): tf.Tensor {
  const numbers = castTo(x, x.dtype === 'bool' ? 'int32' : (x.dtype as DType));
  return withoutGradient(() => tf.topk(numbers, count).indices);
}

/** The elements at indices along the last axis. */
function atPlaces(x: tf.Tensor, places: tf.Tensor): tf.Tensor {
  const size = x.shape.at(-1) as number;
  const rows = x.size / size;
  const starts = tf.mul(tf.reshape(tf.range(0, rows, 1, 'int32'), [rows, 1]), tf.scalar(size, 'int32'));
  const flat = tf.add(tf.reshape(places, [rows, -1]), starts);
  return tf.reshape(tf.gather(tf.reshape(x, [-1]), tf.reshape(flat, [-1])), places.shape);
}

/** Computes along an axis as if it were the last one. */
function asLastAxis(x: tf.Tensor, axis: number, compute: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const index = axisOf('sort: axis', axis, x.rank);
  const order = [...x.shape.keys()].filter((other) => other !== index).concat(index);
  if (index === x.rank - 1) return compute(x);
  return tf.transpose(
    compute(tf.transpose(x, order)),
    order.map((_, place) => order.indexOf(place)),
  );
}

const ascendingPlaces = (x: tf.Tensor): tf.Tensor =>
  greatestPlaces(tf.neg(castTo(x, x.dtype === 'bool' ? 'int32' : (x.dtype as DType))), x.shape.at(-1) as number);

const addSort = defineOperation<{ readonly axis: number }>({
  operation: 'sort',
  shape: (x, { axis }) => alongAxis('sort', sameShape('sort', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => asLastAxis(x, axis, (last) => atPlaces(last, ascendingPlaces(last))),
});

/**
 * Sorts the elements along an axis, by default the last one, the least first.
 *
 * @example
 * const sorted = sort(Input([10])); // SymbolicTensor<[null, 10]>
 */
export const sort: <const Given extends AnyTensor, const Axis extends number = -1, At = Place>(
  /** The tensor to sort. */
  x: Numeric<Given>,
  /** The axis along which to sort. The default is -1, the last axis. */
  axis?: Argument<Axis, AlongAxis<'sort', Given['shape'], Axis>, 'axis'>,
) => Returned<Result<Given, AlongAxis<'sort', Given['shape'], Axis>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, axis = -1) => addSort(x, { axis }));

const addArgsort = defineOperation<{ readonly axis: number }>({
  operation: 'argsort',
  shape: (x, { axis }) => alongAxis('argsort', sameShape('argsort', x), axis),
  type: () => 'int32',
  compute: (x, { axis }) => asLastAxis(x, axis, ascendingPlaces),
});

/**
 * The indices that sort the elements along an axis, by default the last one, the least first.
 *
 * @example
 * const order = argsort(Input([10])); // SymbolicTensor<[null, 10]> & OfType<"int32">
 */
export const argsort: <const Given extends AnyTensor, const Axis extends number = -1, At = Place>(
  /** The tensor to sort. */
  x: Numeric<Given>,
  /** The axis along which to sort. The default is -1, the last axis. */
  axis?: Argument<Axis, AlongAxis<'argsort', Given['shape'], Axis>, 'axis'>,
) => Returned<Result<Given, AlongAxis<'argsort', Given['shape'], Axis>, 'int32', IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, axis = -1) => addArgsort(x, { axis }));

const tooMany = 'topK: k expects at most the size of the last axis of {input} (received {k})';
const noAxis = 'topK expects an input with at least one axis (received {input})';

type TopKOutput<Input extends Shape, Count extends number> = [number] extends [Input['length']]
  ? [Shape, Shape]
  : [Input] extends [readonly [...infer Rows extends Shape, infer Size extends Dimension]]
    ? Size extends number
      ? LessThan<Size, Known<Count>> extends true
        ? Mismatch<Fill<typeof tooMany, { input: Show<Input>; k: Count }>, 'k'>
        : [[...Rows, Known<Count>], [...Rows, Known<Count>]]
      : [[...Rows, Known<Count>], [...Rows, Known<Count>]]
    : Mismatch<Fill<typeof noAxis, { input: Show<Input> }>, 'x'>;

function topKShapes(input: Shape, k: number): readonly Shape[] {
  const size = input.at(-1);
  if (size === undefined) return mismatch(noAxis, { input: show(input) });
  if (!isOpen(size) && size < k) return mismatch(tooMany, { input: show(input), k });
  const output = [...input.slice(0, -1), k];
  return [output, output];
}

const addTopK = defineOperation<{ readonly k: number; readonly sorted: boolean }>({
  operation: 'topK',
  shape: (x, { k }) => topKShapes(sameShape('topK', x), k),
  type: (type) => [type, 'int32'],
  compute: (x, { k }) => {
    const places = greatestPlaces(x, k);
    return [atPlaces(x, places), places];
  },
});

/** Options of {@link topK}. */
export interface TopKOptions {
  /** Whether the largest element comes first. It does so with `false` as well. The default is `true`. */
  readonly sorted?: boolean;
}

/**
 * The greatest elements along the last axis and their indices, the greatest first.
 *
 * @example
 * const [scores, classes] = topK(Input([1000]), 5); // SymbolicTensor<[null, 5]>, and the same of int32
 */
export const topK: <const Given extends AnyTensor, const Count extends number>(
  /** A tensor of the graph. */
  x: NumericArgument<Given, TopKOutput<Given['shape'], Count>, 'x'>,
  /** The number of largest elements along the last axis. */
  k: Argument<Count, TopKOutput<Given['shape'], Count>, 'k'>,
  options?: TopKOptions,
) => Results<Given, [unknown, unknown], TopKOutput<Given['shape'], Count>, [TypeOf<Given>, 'int32']> = stated(
  (x: SymbolicTensor, k: number, options?: TopKOptions) =>
    addTopK(x, {
      k: checkSize('topK: k', k),
      ...completeOptions<Required<TopKOptions>>('topK', { sorted: true }, options),
    }),
);
