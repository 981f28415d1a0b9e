import type { Known } from './arithmetic/known.js';
import { type Clash, type FirstClash, firstClash } from './clash.js';
import { checkRanks, type OtherRank } from './concatenation.js';
import { type Inserted, inserted } from './inserted.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import type { IsSingle } from './single.js';

const clashing = 'stack expects inputs of the same shape (received {earlier} and {later}, which differ on axis {axis})';

/**
 * What comes out where inputs of one shape are put together along a new axis.
 *
 * @typeParam Rank the ranks of the inputs, a parameter for the same reason as that of `Broadcast`.
 */
export type Stacked<
  Inputs extends readonly Shape[],
  Axis extends number,
  Rank extends number = Inputs[number]['length'],
> = Rank extends number
  ? number extends Rank
    ? Shape
    : [number, false] extends [Inputs['length'], IsSingle<Inputs[number]>]
      ? Shape
      : [Inputs[number]['length']] extends [Inputs[0]['length']]
        ? IsSingle<Inputs[number]> extends true
          ? Inserted<'stack', Inputs[0], Axis, Inputs['length']>
          : FirstClash<Inputs, null> extends Clash<infer At, infer Earlier, infer Later>
            ? Mismatch<
                Fill<typeof clashing, { earlier: Show<Inputs[Earlier]>; later: Show<Inputs[Later]>; axis: At }>,
                `${Later}`
              >
            : Inserted<'stack', Merged<Inputs[0], Inputs[number]>, Axis, Inputs['length']>
        : OtherRank<Inputs, 'stack'>
  : never;

/** The sizes that are known in one of the shapes. */
type Merged<First extends Shape, Column extends Shape> = {
  -readonly [Axis in keyof First]: Axis extends keyof Column ? MergedSize<Column[Axis] & Dimension> : never;
};

type MergedSize<Size extends Dimension> = [Size] extends [null] ? null : Known<Exclude<Size, null>>;

/** The same at run time. */
export function stacked(inputs: readonly Shape[], axis: number): Shape {
  const [first = []] = inputs;
  checkRanks(inputs, 'stack');
  const clash = firstClash(inputs, [null]);
  if (clash !== null) {
    const [earlier, later] = [inputs[clash.earlier], inputs[clash.later]] as [Shape, Shape];
    return mismatch(clashing, { earlier: show(earlier), later: show(later), axis: clash.axis });
  }
  const merged = first.map(
    (_, at) => inputs.map((input) => input[at] as Dimension).find((size) => size !== null) ?? null,
  );
  return inserted('stack', merged, axis, inputs.length);
}
