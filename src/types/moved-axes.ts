import { type AxisIndex, axisOf } from './axis.js';
import { type InsertedAt, inserted } from './expanded.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import type { Replaced } from './on-axes.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

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
