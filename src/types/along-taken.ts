import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Replaced, replaced } from './axis-set.js';
import { type Elementwise, elementwise } from './elementwise.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const ranks = 'takeAlongAxis expects indices of the same rank as {input} (received {indices})';

/** A tensor with as many elements along an axis as there are indices; the other axes meet as in NumPy. */
export type AlongTaken<Input extends Shape, Indices extends Shape, Axis extends number | null> = [Axis] extends [null]
  ? Indices['length'] extends 1
    ? [...Indices]
    : number extends Indices['length']
      ? Shape
      : OtherRank<readonly [null], Indices>
  : number extends Input['length'] | Indices['length']
    ? Shape
    : [Indices['length']] extends [Input['length']]
      ? Axis extends number
        ? AxisIndex<Axis, Input['length']> extends infer Index extends number
          ? [Index] extends [never]
            ? NoSuchAxis<'takeAlongAxis: axis', Axis, Input['length']>
            : number extends Index
              ? Shape
              : Elementwise<'takeAlongAxis', Replaced<Input, Index, [Indices[Index]]>, Indices, 'indices'>
          : never
        : Shape
      : OtherRank<Input, Indices>;

type OtherRank<Input extends Shape, Indices extends Shape> = Mismatch<
  Fill<typeof ranks, { input: Show<Input>; indices: Show<Indices> }>,
  'indices'
>;

/** The same at run time. */
export function alongTaken(input: Shape, indices: Shape, axis: number | null): Shape {
  if (axis === null) return indices.length === 1 ? indices : otherRank([null], indices);
  if (input.length !== indices.length) return otherRank(input, indices);
  const index = axisOf('takeAlongAxis: axis', axis, input.length);
  return elementwise('takeAlongAxis', replaced(input, [index], [indices[index] as Dimension]), indices);
}

function otherRank(input: Shape, indices: Shape): never {
  return mismatch(ranks, { input: show(input), indices: show(indices) });
}
