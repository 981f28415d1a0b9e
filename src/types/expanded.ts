import { type AxisSet, axisSet } from './axis-set.js';
import type { Axes } from './on-axes.js';
import type { Dimension, Shape } from './shape.js';

/** A shape with axes of size 1 more, whose indices are those in what comes out. */
export type Expanded<Input extends Shape, Along extends Axes> = number extends Input['length']
  ? Shape
  : [...Input, ...(Along extends readonly number[] ? Along : [Along])] extends infer Longer extends readonly unknown[]
    ? ExpandedTo<Longer['length'], Input, Along>
    : never;

type ExpandedTo<Rank extends number, Input extends Shape, Along extends Axes> = number extends Rank
  ? Shape
  : AxisSet<'expandDims: axis', Along, Rank> extends infer Found
    ? [Found] extends [number]
      ? number extends Found
        ? Shape
        : Filled<Input, Found, Rank>
      : Found
    : never;

type Filled<
  Rest extends Shape,
  Indices extends number,
  Rank extends number,
  Output extends Shape = [],
> = Output['length'] extends Rank
  ? Output
  : Output['length'] extends Indices
    ? Filled<Rest, Indices, Rank, [...Output, 1]>
    : Rest extends readonly [infer First extends Dimension, ...infer Others extends Shape]
      ? Filled<Others, Indices, Rank, [...Output, First]>
      : Output;

/** The same at run time. */
export function expanded(input: Shape, along: Axes): Shape {
  const rank = input.length + [along].flat().length;
  const indices = axisSet('expandDims: axis', along, rank);
  const rest = [...input];
  return Array.from({ length: rank }, (_, axis) => (indices.includes(axis) ? 1 : (rest.shift() as Dimension)));
}
