import * as tf from '@tensorflow/tfjs-core';
import { checkSize, integersFrom } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from '../types/axis.js';
import type { Agree } from '../types/dimension.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Replaced, replaced } from '../types/on-axes.js';
import { type Dimension, isOpen, type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type Sections, type Several, type SplitShapes, splitShapes } from '../types/split-shapes.js';
import type { Numeric, NumericArgument, Results } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface SplitConfiguration {
  readonly indicesOrSections: Sections;
  readonly axis: number;
}

const addSplit = defineOperation<SplitConfiguration>({
  operation: 'split',
  shape: (x, { indicesOrSections, axis }) => splitShapes(sameShape('split', x), indicesOrSections, axis),
  type: (type) => type,
  compute: (x, { indicesOrSections, axis }) => {
    const index = axisOf('split: axis', axis, x.rank);
    const sizes = splitShapes(x.shape, indicesOrSections, axis).map((shape) => shape[index] as number);
    return tf.split(x, sizes, index);
  },
});

/**
 * Splits a tensor along an axis.
 *
 * @example
 * const [mean, deviation] = split(Input([64]), 2, 1); // SymbolicTensor<[null, 32]> each
 * const parts = split(Input([64]), [16, 48], 1); // of 16, 32 and 16
 */
export const split: <const Given extends AnyTensor, const Parts extends Sections, const Axis extends number = 0>(
  /** The tensor to split. */
  x: Numeric<Given>,
  /** The number of equal sections, or the indices at which all but the first section start. */
  indicesOrSections: Argument<Parts, SplitShapes<Given['shape'], Parts, Axis>, 'indicesOrSections'>,
  /** The axis to split. The default is 0, the batch. */
  axis?: Argument<Axis, SplitShapes<Given['shape'], Parts, Axis>, 'axis'>,
) => Results<Given, Several<Parts, unknown>, SplitShapes<Given['shape'], Parts, Axis>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, parts: Sections, axis = 0) => addSplit(x, { indicesOrSections: checkParts(parts), axis }),
);

function checkParts(parts: Sections): Sections {
  const owner = 'split: indicesOrSections';
  return typeof parts === 'number' ? checkCount(owner, parts) : integersFrom(owner, parts, 0);
}

/** More tensors are not held. */
const mostParts = 65_536;

function checkCount(owner: string, count: number): number {
  if (checkSize(owner, count) <= mostParts) return count;
  throw new ArgumentError(`${owner} expects at most ${mostParts} (received ${count})`);
}

const otherCount = 'unstack: num expects the size of axis {axis} of {input} (received {num})';

/** The shapes of the slices of a tensor along an axis: as many as its size, or as `Count` where that varies. */
type UnstackShapes<Input extends Shape, Count extends number | null, Axis extends number> = [number] extends [
  Input['length'],
]
  ? Several<Count extends number ? Count : number, Shape>
  : [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<'unstack: axis', Axis, Input['length']>
      : number extends Index
        ? Several<Count extends number ? Count : number, Shape>
        : Slices<Input, Index, Input[Index], Count>
    : never;

type Slices<Input extends Shape, Index extends number, Size extends Dimension, Count extends number | null> = [
  Count,
] extends [number]
  ? Agree<Size, Count> extends true
    ? Several<Count, Replaced<Input, Index, []>>
    : OtherCount<Input, Index, Count, 'num'>
  : [Size] extends [number]
    ? Several<Size, Replaced<Input, Index, []>>
    : OtherCount<Input, Index, null, 'x'>;

type OtherCount<Input extends Shape, Index extends number, Count extends number | null, At extends string> = Mismatch<
  Fill<typeof otherCount, { axis: Index; input: Show<Input>; num: Count }>,
  At
>;

const addUnstack = defineOperation<{ readonly num: number | null; readonly axis: number }>({
  operation: 'unstack',
  shape: (x, { num, axis }) => {
    const input = sameShape('unstack', x);
    const index = axisOf('unstack: axis', axis, input.length);
    const size = input[index];
    const count = isOpen(size) ? num : size;
    if (count === null || (num !== null && num !== count)) {
      return mismatch(otherCount, { axis: index, input: show(input), num });
    }
    return Array.from({ length: count }, () => replaced(input, [index], []));
  },
  type: (type) => type,
  compute: (x, { axis }) => tf.unstack(x, axisOf('unstack: axis', axis, x.rank)),
});

/**
 * The slices of a tensor along an axis, by default the batch, without the axis.
 *
 * @example
 * const [red, green, blue] = unstack(Input([28, 28, 3]), 3, -1); // SymbolicTensor<[null, 28, 28]> each
 */
export const unstack: <
  const Given extends AnyTensor,
  const Count extends number | null = null,
  const Axis extends number = 0,
>(
  /** The tensor to take apart. */
  x: NumericArgument<Given, UnstackShapes<Given['shape'], Count, Axis>, 'x'>,
  /** The size of the axis, which is needed where it varies. The default is that size. */
  num?: Argument<Count, UnstackShapes<Given['shape'], Count, Axis>, 'num'>,
  /** The axis along which to take it apart. The default is 0, the batch. */
  axis?: Argument<Axis, UnstackShapes<Given['shape'], Count, Axis>, 'axis'>,
) => Results<
  Given,
  Count extends number ? Several<Count, unknown> : UnstackShapes<Given['shape'], Count, Axis>,
  UnstackShapes<Given['shape'], Count, Axis>,
  TypeOf<Given>
> = stated((x: SymbolicTensor, num: number | null = null, axis = 0) =>
  addUnstack(x, { num: num === null ? null : checkCount('unstack: num', num), axis }),
);
