import { ArgumentError, received } from '../errors.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import type { Axes, AxisSet } from './on-axes.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type AxesOrAll, reducedAxes } from './reduced.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const noPermutation = 'transpose: axes expects each axis of {input} once (received {axes})';

/** A shape with its axes in the order of `Axes`, or reversed. */
export type Transposed<Input extends Shape, Axes extends readonly number[] | null> = [number] extends [Input['length']]
  ? Shape
  : [Axes] extends [readonly number[]]
    ? [number] extends [Axes['length']]
      ? Shape
      : [Axes['length']] extends [Input['length']]
        ? Ordered<Input, Axes, Axes>
        : NoPermutation<Input, Axes>
    : Reversed<Input>;

type Ordered<
  Input extends Shape,
  Rest extends readonly number[],
  Axes extends readonly number[],
  Seen extends number = never,
  Output extends Shape = [],
> = [Rest] extends [readonly [infer Axis extends number, ...infer Others extends readonly number[]]]
  ? [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? number extends Index
      ? Ordered<Input, Others, Axes, Seen, [...Output, Dimension]>
      : [Index] extends [Seen]
        ? NoPermutation<Input, Axes>
        : Ordered<Input, Others, Axes, Seen | Index, [...Output, Input[Index]]>
    : never
  : Output;

type NoPermutation<Input extends Shape, Axes extends readonly number[]> = Mismatch<
  Fill<typeof noPermutation, { input: Show<Input>; axes: ShowPerAxis<Axes> }>,
  'axes'
>;

type Reversed<Input extends Shape, Output extends Shape = []> = [Input] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? Reversed<Rest, [First, ...Output]>
  : Output;

/** The same at run time. */
export function transposed(input: Shape, axes: readonly number[] | null): Shape {
  return transposedAxes(input, axes).map((axis) => input[axis] as Dimension);
}

/** For each axis of the output the index of that of the input. */
export function transposedAxes(input: Shape, axes: readonly number[] | null): readonly number[] {
  const rank = input.length;
  if (axes === null) return Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  if (!Array.isArray(axes)) {
    throw new ArgumentError(`transpose: axes expects a list of axes, or null (received ${received(axes)})`);
  }
  const indices = (axes as readonly number[]).map((axis) => (axis < 0 ? axis + rank : axis));
  if (indices.length === rank && input.every((_, axis) => indices.includes(axis))) return indices;
  return mismatch(noPermutation, { input: show(input), axes: showPerAxis(axes) });
}

/** The shape unchanged, if it has these axes and none of them is repeated. */
export type AlongAxes<Operation extends string, Input extends Shape, Along extends AxesOrAll> = Along extends Axes
  ? [AxisSet<`${Operation}: axis`, Along, Input['length']>] extends [infer Found]
    ? [Found] extends [number]
      ? Input
      : Found
    : never
  : Input;

/** The same at run time. */
export function alongAxes(operation: string, input: Shape, along: AxesOrAll): Shape {
  reducedAxes(operation, along, input.length);
  return input;
}

/** The shape unchanged, if it has an axis. */
export type AlongAxis<Operation extends string, Input extends Shape, Axis extends number> = [
  AxisIndex<Axis, Input['length']>,
] extends [never]
  ? NoSuchAxis<`${Operation}: axis`, Axis, Input['length']>
  : Input;

export function alongAxis(operation: string, input: Shape, axis: number): Shape {
  axisOf(`${operation}: axis`, axis, input.length);
  return input;
}
