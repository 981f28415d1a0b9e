import { type AxisSet, axisSet, type Replaced, replaced } from './axis-set.js';
import type { Axes } from './on-axes.js';
import type { Shape } from './shape.js';

/** The axes that an operation goes along: one, several, or all. */
export type AxesOrAll = Axes | null;

/** What is left of a shape without some axes, or with a size of 1 in their place. */
export type Reduced<
  Operation extends string,
  Input extends Shape,
  Along extends AxesOrAll,
  KeepsDimensions extends boolean,
> = [Along, KeepsDimensions] extends [null, false]
  ? []
  : number extends Input['length']
    ? Shape
    : boolean extends KeepsDimensions
      ? Shape
      : Along extends Axes
        ? Without<Input, AxisSet<`${Operation}: axis`, Along, Input['length']>, KeepsDimensions extends true ? [1] : []>
        : { -readonly [Axis in keyof Input]: 1 };

type Without<Input extends Shape, Found, Instead extends Shape> = [Found] extends [number]
  ? number extends Found
    ? Shape
    : Replaced<Input, Found, Instead>
  : Found;

/** The same at run time. */
export function reduced(operation: string, input: Shape, along: AxesOrAll, keepsDimensions: boolean): Shape {
  return replaced(input, reducedAxes(operation, along, input.length), keepsDimensions ? [1] : []);
}

/** The indices of the axes that an operation goes along. */
export function reducedAxes(operation: string, along: AxesOrAll, rank: number): readonly number[] {
  return along === null ? Array.from({ length: rank }, (_, axis) => axis) : axisSet(`${operation}: axis`, along, rank);
}
