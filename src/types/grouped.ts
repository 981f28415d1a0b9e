import type { Modulo } from './arithmetic/divide.js';
import type { AxisIndex } from './axis.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type OnAxes, onAxes } from './on-axes.js';
import { type IsUnranked, type Shape, type Show, show } from './shape.js';

const uneven =
  'GroupNormalization expects a number of channels divisible by {groups} groups (received {channels}, in {received})';

/** The input, whose channels can be divided into groups of the same size. */
export type Grouped<Input, Groups extends number, Axis extends number> =
  OnAxes<'GroupNormalization', Input, Axis, 'known'> extends infer Output
    ? Output extends Shape
      ? IsUnranked<Output> extends true
        ? Output
        : GroupedAlong<Output, Groups, AxisIndex<Axis, Output['length']>>
      : Output
    : never;

type GroupedAlong<Input extends Shape, Groups extends number, Index extends number> = number extends
  | Index
  | Groups
  | Input[Index]
  ? Input
  : Groups extends -1
    ? Input
    : Modulo<Input[Index] & number, Groups> extends 0
      ? Input
      : Mismatch<Fill<typeof uneven, { groups: Groups; channels: Input[Index]; received: Show<Input> }>, null>;

/** The same at run time. */
export function grouped(input: Shape, groups: number, axis: number): Shape {
  const output = onAxes('GroupNormalization', input, axis, 'known');
  const channels = output.at(axis) as number;
  if (groups === -1 || channels % groups === 0) return output;
  return mismatch(uneven, { groups, channels, received: show(input) });
}
