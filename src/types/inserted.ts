import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import type { Dimension, Shape } from './shape.js';

/** A shape with one axis more, whose index is that in what comes out. */
export type Inserted<
  Operation extends string,
  Input extends Shape,
  Axis extends number,
  Size extends Dimension,
> = number extends Input['length']
  ? Shape
  : AxisIndex<Axis, [...Input, Size]['length']> extends infer Index extends number
    ? [Index] extends [never]
      ? NoSuchAxis<`${Operation}: axis`, Axis, [...Input, Size]['length']>
      : number extends Index
        ? Shape
        : InsertedAt<Input, Index, Size>
    : never;

type InsertedAt<
  Rest extends Shape,
  Index extends number,
  Size extends Dimension,
  Passed extends Shape = [],
> = Passed['length'] extends Index
  ? [...Passed, Size, ...Rest]
  : Rest extends readonly [infer First extends Dimension, ...infer Others extends Shape]
    ? InsertedAt<Others, Index, Size, [...Passed, First]>
    : never;

/** The same at run time. */
export function inserted(operation: string, input: Shape, axis: number, size: Dimension): Shape {
  const index = axisOf(`${operation}: axis`, axis, input.length + 1);
  return [...input.slice(0, index), size, ...input.slice(index)];
}
