import { ArgumentError, received } from '../errors.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type InsertedAt, inserted } from './expanded.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import type { Axes, AxisSet, Replaced } from './on-axes.js';
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

const noAxis = '{argument} expects the index of an axis of {input} (received {axis})';

/** A shape with two of its axes swapped. */
export type Swapped<Input extends Shape, One extends number, Other extends number> = [number] extends [Input['length']]
  ? Shape
  : [TwoIndices<Input, One, Other>] extends [readonly [infer First extends number, infer Second extends number]]
    ? [First] extends [never]
      ? NoAxis<'swapaxes', 'axis1', Input, One>
      : [Second] extends [never]
        ? NoAxis<'swapaxes', 'axis2', Input, Other>
        : number extends First | Second
          ? Shape
          : {
              -readonly [Axis in keyof Input]: Axis extends `${First}`
                ? Input[Second]
                : Axis extends `${Second}`
                  ? Input[First]
                  : Input[Axis];
            }
    : never;

/** The indices of two axes; `never` for one that there is not. */
export type TwoIndices<Input extends Shape, One extends number, Other extends number> = [
  AxisIndex<One, Input['length']>,
  AxisIndex<Other, Input['length']>,
];

/** The same at run time. */
export function swapped(input: Shape, axis1: number, axis2: number): Shape {
  const [first, second] = indices('swapaxes', input, { axis1, axis2 });
  const exchanged: Readonly<Record<number, number>> = { [first]: second, [second]: first };
  return input.map((_, axis) => input[exchanged[axis] ?? axis] as Dimension);
}

/** A shape with one of its axes moved. */
export type Moved<Input extends Shape, Source extends number, Target extends number> = [number] extends [
  Input['length'],
]
  ? Shape
  : [TwoIndices<Input, Source, Target>] extends [readonly [infer From extends number, infer To extends number]]
    ? [From] extends [never]
      ? NoAxis<'moveaxis', 'source', Input, Source>
      : [To] extends [never]
        ? NoAxis<'moveaxis', 'destination', Input, Target>
        : number extends From | To
          ? Shape
          : InsertedAt<Replaced<Input, From, []>, To, Input[From]>
    : never;

/** The same at run time. */
export function moved(input: Shape, source: number, destination: number): Shape {
  const [from, to] = indices('moveaxis', input, { source, destination });
  return inserted(
    'moveaxis',
    input.filter((_, axis) => axis !== from),
    to,
    input[from] as Dimension,
  );
}

/** The message for an axis that there is not, which blames the argument of this name. */
export type NoAxis<Operation extends string, Name extends string, Input extends Shape, Axis extends number> = Mismatch<
  Fill<typeof noAxis, { argument: `${Operation}: ${Name}`; input: Show<Input>; axis: Axis }>,
  Name
>;

/** The indices of two axes, given by the names of their arguments. */
export function indices(operation: string, input: Shape, axes: Readonly<Record<string, number>>): [number, number] {
  return Object.entries(axes).map(([name, axis]) => {
    const isAxis = Number.isInteger(axis) && axis >= -input.length && axis < input.length;
    if (isAxis) return axisOf(name, axis, input.length);
    return mismatch(noAxis, { argument: `${operation}: ${name}`, input: show(input), axis });
  }) as [number, number];
}
