import type * as tf from '@tensorflow/tfjs-core';
import { integerFrom, integersFrom } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypesOf } from '../graph/tensors.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from '../types/axis.js';
import { type Agree, agree } from '../types/dimension.js';
import { type CommonType, commonType, type DType } from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../types/shape.js';
import type { NumericArgument, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { contract } from './contract.js';
import { defineOperation, stated } from './define-operation.js';

/** The number of last axes of one tensor and first axes of another, or the axes of each, paired in this order. */
export type DotAxes = number | readonly [AxesOfOne, AxesOfOne];

type AxesOfOne = number | readonly number[];

const tooMany = 'tensordot: axes expects no more axes than there are in {left} and {right} (received {count})';
const otherCount = 'tensordot: axes expects as many axes of one input as of the other (received {left} and {right})';
const differing =
  'tensordot expects inputs of the same sizes along the axes that it sums over (received {left} and {right})';

/** The axes of the products: those of the first tensor, then those of the second. */
type Tensordot<Left extends Shape, Right extends Shape, Axes extends DotAxes> = number extends
  | Left['length']
  | Right['length']
  | Axes
  ? Shape
  : Axes extends number
    ? SplitAt<Left, Right, Axes>
    : Axes extends readonly [infer OfLeft extends AxesOfOne, infer OfRight extends AxesOfOne]
      ? Paired<Left, Right, ListOf<OfLeft>, ListOf<OfRight>>
      : Shape;

type SplitAt<Left extends Shape, Right extends Shape, Count extends number> = [
  LastAxes<Left, Count>,
  FirstAxes<Right, Count>,
] extends [
  readonly [infer Rows extends Shape, infer Inner extends Shape],
  readonly [infer OtherInner extends Shape, infer Columns extends Shape],
]
  ? AllAgree<Inner, OtherInner> extends true
    ? [...Rows, ...Columns]
    : Differing<Left, Right>
  : Mismatch<Fill<typeof tooMany, { left: Show<Left>; right: Show<Right>; count: Count }>, 'axes'>;

type LastAxes<Input extends Shape, Count extends number, Last extends Shape = []> = Last['length'] extends Count
  ? [Input, Last]
  : Input extends readonly [...infer Rest extends Shape, infer Size extends Dimension]
    ? LastAxes<Rest, Count, [Size, ...Last]>
    : null;

type FirstAxes<Input extends Shape, Count extends number, First extends Shape = []> = First['length'] extends Count
  ? [First, Input]
  : Input extends readonly [infer Size extends Dimension, ...infer Rest extends Shape]
    ? FirstAxes<Rest, Count, [...First, Size]>
    : null;

type ListOf<Given extends AxesOfOne> = Given extends readonly number[] ? Given : [Given];

type Paired<
  Left extends Shape,
  Right extends Shape,
  OfLeft extends readonly unknown[],
  OfRight extends readonly unknown[],
> = number extends OfLeft['length'] | OfRight['length'] | OfLeft[number] | OfRight[number]
  ? Shape
  : OfLeft['length'] extends OfRight['length']
    ? [Indices<OfLeft, Left['length']>, Indices<OfRight, Right['length']>] extends [
        infer Inner extends readonly number[],
        infer OtherInner extends readonly number[],
      ]
      ? AllAgree<At<Left, Inner>, At<Right, OtherInner>> extends true
        ? [...Without<Left, Inner[number]>, ...Without<Right, OtherInner[number]>]
        : Differing<Left, Right>
      : Extract<Indices<OfLeft, Left['length']> | Indices<OfRight, Right['length']>, Mismatch>
    : Mismatch<Fill<typeof otherCount, { left: OfLeft['length']; right: OfRight['length'] }>, 'axes'>;

/** The indices of axes, or the message for one that does not exist. */
type Indices<
  Given extends readonly unknown[],
  Rank extends number,
  Found extends readonly number[] = [],
> = Given extends readonly [infer First extends number, ...infer Rest]
  ? [AxisIndex<First, Rank>] extends [never]
    ? Blame<NoSuchAxis<'tensordot: axes', First, Rank>>
    : Indices<Rest, Rank, [...Found, AxisIndex<First, Rank>]>
  : Found;

type Blame<Found> = Found extends Mismatch<infer Message> ? Mismatch<Message, 'axes'> : never;

type At<Input extends Shape, Places extends readonly number[]> = {
  [Place in keyof Places]: Input[Places[Place]];
} extends infer Sizes extends Shape
  ? Sizes
  : Shape;

type Without<Rest extends Shape, Places extends number, Seen extends readonly unknown[] = []> = Rest extends readonly [
  infer First extends Dimension,
  ...infer Others extends Shape,
]
  ? [...(Seen['length'] extends Places ? [] : [First]), ...Without<Others, Places, [...Seen, First]>]
  : [];

type AllAgree<Left extends Shape, Right extends Shape> = [Left, Right] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
  readonly [infer Other extends Dimension, ...infer Others extends Shape],
]
  ? Agree<First, Other> extends true
    ? AllAgree<Rest, Others>
    : false
  : true;

type Differing<Left extends Shape, Right extends Shape> = Mismatch<
  Fill<typeof differing, { left: Show<Left>; right: Show<Right> }>,
  'x2'
>;

/** The axes of each tensor that are summed over, and the others. */
function plan(left: Shape, right: Shape, axes: DotAxes) {
  const shown = { left: show(left), right: show(right) };
  const isCount = typeof axes === 'number';
  if (isCount && axes > Math.min(left.length, right.length)) return mismatch(tooMany, { ...shown, count: axes });
  const first = isCount ? Array.from({ length: axes }, (_, axis) => axis) : [];
  const [ofLeft, ofRight] = isCount ? [first.map((axis) => left.length - axes + axis), first] : axes;
  const inner = [ofLeft].flat().map((axis) => axisOf('tensordot: axes', axis, left.length));
  const otherInner = [ofRight].flat().map((axis) => axisOf('tensordot: axes', axis, right.length));
  if (inner.length !== otherInner.length) return mismatch(otherCount, { left: inner.length, right: otherInner.length });
  const meets = (axis: number, place: number) =>
    agree(left[axis] as Dimension, right[otherInner[place] as number] as Dimension);
  if (!inner.every(meets)) return mismatch(differing, shown);
  const rows = [...left.keys()].filter((axis) => !inner.includes(axis));
  const columns = [...right.keys()].filter((axis) => !otherInner.includes(axis));
  return { inner, otherInner, rows, columns };
}

/** No tensor has more than six axes. */
const letters = 'abcdefghijkl';

const addTensordot = defineOperation<{ readonly axes: DotAxes }, readonly [Shape, Shape]>({
  operation: 'tensordot',
  shape: ([left, right], { axes }) => {
    const { rows, columns } = plan(left, right, axes);
    return [...rows.map((axis) => left[axis] as Dimension), ...columns.map((axis) => right[axis] as Dimension)];
  },
  type: commonType,
  compute: (inputs, { axes }) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      const { inner, otherInner, rows, columns } = plan(left.shape, right.shape, axes);
      const ofLeft = left.shape.map((_, axis) => letters[axis]);
      const ofRight = right.shape.map((_, axis) => ofLeft[inner[otherInner.indexOf(axis)] ?? -1] ?? letters[6 + axis]);
      const output = [...rows.map((axis) => ofLeft[axis]), ...columns.map((axis) => ofRight[axis])];
      return contract(`${ofLeft.join('')},${ofRight.join('')}->${output.join('')}`, [left, right]);
    }),
});

type Output<Left extends AnyTensor, Right extends AnyTensor, Axes extends DotAxes> = OfOneKind<
  'tensordot',
  Left | Right,
  Tensordot<Left['shape'], Right['shape'], Axes>,
  'x2'
>;

/**
 * The sums of products over axes of two tensors: the last ones of the first tensor, and the first ones of the second.
 *
 * @example
 * const products = tensordot(Input([4, 8]), eye(8), 1); // SymbolicTensor<[null, 4, 8]>
 * const same = tensordot(Input([4, 8]), eye(8), [[2], [1]]);
 */
export const tensordot: <const Left extends AnyTensor, const Right extends AnyTensor, const Axes extends DotAxes = 2>(
  /** The first tensor. */
  x1: NumericArgument<Left, Output<Left, Right, Axes>, 'x1'>,
  /** The second tensor. */
  x2: NumericArgument<Right, Output<Left, Right, Axes>, 'x2'>,
  /** The number of axes to sum over, or a list with the axes of each tensor. The default is 2. */
  axes?: Argument<Axes, Output<Left, Right, Axes>, 'axes'>,
) => Result<Left, Output<Left, Right, Axes>, CommonType<TypesOf<[Left, Right]>>> = stated(
  (x1: SymbolicTensor, x2: SymbolicTensor, axes: DotAxes = 2) => addTensordot([x1, x2], { axes: checkAxes(axes) }),
);

function checkAxes(axes: unknown): DotAxes {
  const owner = 'tensordot: axes';
  if (typeof axes === 'number') return integerFrom(owner, axes, 0);
  if (!Array.isArray(axes) || axes.length !== 2) {
    throw new ArgumentError(`${owner} expects a number, or the axes of each input (received ${received(axes)})`);
  }
  const [left, right] = Array.from(axes, (given) => integersFrom(owner, Array.isArray(given) ? given : [given], -6));
  for (const ofOne of [left, right] as const) {
    if (new Set(ofOne).size < (ofOne?.length ?? 0)) {
      throw new ArgumentError(`${owner} expects different axes of an input (received ${received(ofOne)})`);
    }
  }
  return [left ?? [], right ?? []];
}
