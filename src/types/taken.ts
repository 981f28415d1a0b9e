import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Replaced, replaced } from './axis-set.js';
import type { Shape } from './shape.js';

/** Numbers in lists of one length in one another. (The compiler finds no end to lists in lists of any depth.) */
export type Nested =
  | number
  | readonly number[]
  | readonly (readonly number[])[]
  | readonly (readonly (readonly number[])[])[];

/** The shape of numbers in lists in one another. */
export type NestedShape<Given> = Given extends readonly unknown[]
  ? [Given['length'] & number, ...NestedShape<Given[0]>]
  : [];

/** The same; `undefined` where lists beside one another differ. */
export function nestedShape(given: Nested): readonly number[] | undefined {
  if (typeof given === 'number') return [];
  if (!Array.isArray(given)) return undefined;
  const inner = given.map(nestedShape);
  const [first = []] = inner;
  return inner.every((shape) => shape?.join() === first.join()) ? [given.length, ...first] : undefined;
}

/** A tensor with the shape of indices in the place of an axis, or instead of all axes. */
export type Taken<Input extends Shape, Indices extends Shape, Axis extends number | null> = [Axis] extends [null]
  ? [...Indices]
  : number extends Input['length'] | Indices['length']
    ? Shape
    : Axis extends number
      ? AxisIndex<Axis, Input['length']> extends infer Index extends number
        ? [Index] extends [never]
          ? NoSuchAxis<'take: axis', Axis, Input['length']>
          : number extends Index
            ? Shape
            : Replaced<Input, Index, Indices>
        : never
      : Shape;

/** The same at run time. */
export function taken(input: Shape, indices: Shape, axis: number | null): Shape {
  return axis === null ? indices : replaced(input, [axisOf('take: axis', axis, input.length)], indices);
}
