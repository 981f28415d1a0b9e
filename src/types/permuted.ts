import type { Fill } from './message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape, type Show, show } from './shape.js';

/** The axes of samples in some order, counted from the batch, which is 0. */
export type PermutedAxes = readonly number[];

const expected = 'one tensor';
const otherRank = 'Permute expects one axis after the batch for each of dims {dims} (received {received})';
const noPermutation = 'Permute: dims expects each of the axes from 1 to {last} once (received {dims})';

/** The sizes of samples in the order that `Axes` says. */
export type Permuted<Input, Axes extends PermutedAxes> = Input extends Shape
  ? true extends IsUnranked<Input> | IsUnranked<Axes>
    ? Shape
    : [Input['length']] extends [[0, ...Axes]['length']]
      ? IsPermutation<Axes> extends true
        ? [Input[0], ...Ordered<Input, Axes>]
        : Mismatch<Fill<typeof noPermutation, { last: Axes['length']; dims: Show<Axes> }>, null>
      : Mismatch<Fill<typeof otherRank, { dims: Show<Axes>; received: Show<Input> }>, null>
  : Unexpected<'Permute', typeof expected, Input>;

type Ordered<Input extends Shape, Axes extends PermutedAxes> = {
  -readonly [Place in keyof Axes]: number extends Axes[Place] ? Dimension : Input[Axes[Place] & number];
};

/** Whether all places from 1 on are among the axes; where those are not known, it is left to run time. */
type IsPermutation<Axes extends PermutedAxes> = number extends Axes[number]
  ? true
  : [Exclude<Places<[0, ...Axes]>, '0' | `${Axes[number]}`>] extends [never]
    ? true
    : false;

/** The indices of a list, as keys. */
type Places<List extends readonly unknown[]> = Extract<keyof List, `${number}`>;

/** The same at run time, for axes that have been checked. */
export function permuted(input: Shape, axes: PermutedAxes): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected('Permute', expected, input);
  if (input.length !== axes.length + 1) return mismatch(otherRank, { dims: show(axes), received: show(input) });
  return [0, ...axes].map((axis) => input[axis] as Dimension);
}
