import * as tf from '@tensorflow/tfjs-core';
import { integersFrom } from '../arguments/number.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { Add, LessThan } from '../types/arithmetic/add.js';
import type { DType } from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type ShowPerAxis, showPerAxis } from '../types/per-axis.js';
import { type Dimension, isOpen, type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type Sliced, sliced } from '../types/taken.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface SliceConfiguration {
  readonly startIndices: readonly number[];
  readonly shape: readonly number[];
}

const addSlice = defineOperation<SliceConfiguration>({
  operation: 'slice',
  shape: (x, { startIndices, shape }) => sliced(sameShape('slice', x), startIndices, shape),
  type: (type) => type,
  compute: (x, { startIndices, shape }) => tf.slice(x, [...startIndices], [...shape]),
});

/**
 * A part of a tensor.
 *
 * @example
 * const first = slice(Input([10, 64]), [0, 0, 0], [-1, 1, 64]); // SymbolicTensor<[null, 1, 64]>
 */
export const slice: <
  const Given extends AnyTensor,
  const Start extends readonly number[],
  const Sizes extends readonly number[],
>(
  /** The tensor to slice. */
  x: Numeric<Given>,
  /** The first index along each axis, the batch included. */
  start: Argument<Start, Sliced<Given['shape'], Start, Sizes>, 'start'>,
  /** The number of elements along each axis, the batch included; -1 is all that are left. */
  sizes: Argument<Sizes, Sliced<Given['shape'], Start, Sizes>, 'sizes'>,
) => Result<Given, Sliced<Given['shape'], Start, Sizes>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, start: readonly number[], sizes: readonly number[]) =>
    addSlice(x, {
      startIndices: integersFrom('slice: start', start, 0),
      shape: integersFrom('slice: sizes', sizes, -1),
    }),
);

const otherStart = 'sliceUpdate: startIndices expects one number for each axis of {input} (received {start})';
const otherUpdates = 'sliceUpdate: updates expects a slice within {input} from {start} on (received {updates})';

/** The shape of the inputs, if updates of a shape have a place in them. */
type Updated<Input extends Shape, Start extends readonly number[], Updates extends Shape> = [number] extends [
  Input['length'] | Start['length'] | Updates['length'],
]
  ? Input
  : [Start['length']] extends [Input['length']]
    ? [Updates['length'], true] extends [Input['length'], AreWithin<Input, Start, Updates>]
      ? Input
      : Mismatch<
          Fill<typeof otherUpdates, { input: Show<Input>; start: ShowPerAxis<Start>; updates: Show<Updates> }>,
          'updates'
        >
    : Mismatch<Fill<typeof otherStart, { input: Show<Input>; start: ShowPerAxis<Start> }>, 'startIndices'>;

/** Whether the updates end within each axis, as far as sizes are known. */
type AreWithin<
  Input extends Shape,
  Start extends readonly number[],
  Updates extends Shape,
  Passed extends readonly unknown[] = [],
> = [Passed['length']] extends [Input['length']]
  ? true
  : [false] extends [EndsWithin<Input[Passed['length']], Start[Passed['length']] & number, Updates[Passed['length']]>]
    ? false
    : AreWithin<Input, Start, Updates, [...Passed, unknown]>;

type EndsWithin<Size extends Dimension, Start extends number, Count extends Dimension> = [Size, Count] extends [
  number,
  number,
]
  ? [LessThan<Size & number, Add<Start, Count & number>>] extends [false]
    ? true
    : [false] extends [LessThan<Size & number, Add<Start, Count & number>>]
      ? true
      : false
  : true;

/** The same at run time. */
function updated(input: Shape, start: readonly number[], updates: Shape): Shape {
  if (start.length !== input.length) {
    return mismatch(otherStart, { input: show(input), start: showPerAxis(start) });
  }
  const isWithin = (size: Dimension, axis: number) => {
    const count = updates[axis] as Dimension;
    return isOpen(size) || isOpen(count) || size >= (start[axis] as number) + count;
  };
  if (updates.length === input.length && input.every(isWithin)) return input;
  return mismatch(otherUpdates, { input: show(input), start: showPerAxis(start), updates: show(updates) });
}

type UpdateOutput<Given extends AnyTensor, Start extends readonly number[], Updates extends AnyTensor> = OfOneKind<
  'sliceUpdate',
  Given | Updates,
  Updated<Given['shape'], Start, Updates['shape']>,
  'updates'
>;

const addSliceUpdate = defineOperation<{ readonly startIndices: readonly number[] }, readonly [Shape, Shape]>({
  operation: 'sliceUpdate',
  shape: ([input, updates], { startIndices }) => updated(sameShape('sliceUpdate', input), startIndices, updates),
  type: ([type]) => type as DType,
  compute: (tensors, { startIndices }) => {
    const [x, given] = tensors as [tf.Tensor, tf.Tensor];
    const updates = castTo(given, x.dtype as DType);
    // Along one axis after the other: what is before the updates, these, and what is after them.
    const place = (inner: tf.Tensor, whole: tf.Tensor, axis: number): tf.Tensor => {
      if (axis === x.rank) return inner;
      const along = (from: number, to: number) => {
        const start = whole.shape.map((_, at) => (at === axis ? from : 0));
        return tf.slice(
          whole,
          start,
          whole.shape.map((size, at) => (at === axis ? to - from : size)),
        );
      };
      const start = startIndices[axis] as number;
      const end = start + (inner.shape[axis] as number);
      const size = whole.shape[axis] as number;
      const before = start > 0 ? [along(0, start)] : [];
      const after = end < size ? [along(end, size)] : [];
      return tf.concat([...before, place(inner, along(start, end), axis + 1), ...after], axis);
    };
    return place(updates, x, 0);
  },
});

/**
 * A tensor with other elements in a slice of it.
 *
 * @example
 * const patched = sliceUpdate(zeros([8, 8]), [2, 2], ones([3, 3])); // SymbolicTensor<[8, 8]>
 */
export const sliceUpdate: <
  const Given extends AnyTensor,
  const Start extends readonly number[],
  const Updates extends AnyTensor,
>(
  /** The tensor to update, which stays as it is. */
  inputs: Numeric<Given>,
  /** The index of the first element of the slice along each axis, the batch included. */
  startIndices: Argument<Start, UpdateOutput<Given, Start, Updates>, 'startIndices'>,
  /** The new elements of the slice, of the rank of `inputs`. */
  updates: NumericArgument<Updates, UpdateOutput<Given, Start, Updates>, 'updates'>,
) => Result<Given, UpdateOutput<Given, Start, Updates>, TypeOf<Given>> = stated(
  (inputs: SymbolicTensor, startIndices: readonly number[], updates: SymbolicTensor) =>
    addSliceUpdate([inputs, updates], {
      startIndices: integersFrom('sliceUpdate: startIndices', startIndices, 0),
    }),
);
