import type { AxisSet } from './axis-set.js';
import type { Axes } from './on-axes.js';
import { type AxesOrAll, reducedAxes } from './reduced.js';
import type { Shape } from './shape.js';

/** The shape as it is, where it has some axes, each of which comes once. */
export type AlongAxes<Operation extends string, Input extends Shape, Along extends AxesOrAll> = Along extends Axes
  ? AxisSet<`${Operation}: axis`, Along, Input['length']> extends infer Found
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
