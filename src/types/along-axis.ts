import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import type { Shape } from './shape.js';

/** The shape as it is, where it has an axis. */
export type AlongAxis<Operation extends string, Input extends Shape, Axis extends number> = [
  AxisIndex<Axis, Input['length']>,
] extends [never]
  ? NoSuchAxis<`${Operation}: axis`, Axis, Input['length']>
  : Input;

export function alongAxis(operation: string, input: Shape, axis: number): Shape {
  axisOf(`${operation}: axis`, axis, input.length);
  return input;
}
