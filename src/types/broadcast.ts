import type { LessThan, Subtract } from './arithmetic/add.js';
import type { Known } from './arithmetic/operands.js';
import { type Clash, type FirstClash, firstClash } from './clash.js';
import { type Common, common } from './dimension.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type OneName, type Shape, type Show, show } from './shape.js';
import type { IsSingle } from './single.js';

/** The message for inputs whose sizes on an axis differ. */
export const broadcastClash =
  '{layer} expects inputs that broadcast to one shape (received {earlier} and {later}, which differ on axis {axis})';
const batches =
  '{layer} expects inputs of the same batch size (received {earlier} and {later}, which differ on axis 0)';

/**
 * The shape of inputs merged element by element. A size of 1 is broadcast to that of the others, and an input of
 * lower rank gets axes of size 1 after its batch. The batch itself is not broadcast.
 *
 * @typeParam Rank the ranks of the inputs. The first condition is about this parameter, so that the compiler can decide it
 * for inputs that it has yet to infer, and does not follow the recursions below, which do not terminate for those.
 */
export type Broadcast<
  Inputs extends readonly (readonly unknown[])[],
  Layer extends string,
  Rank extends number = Inputs[number]['length'],
> = [number] extends [Rank]
  ? Shape
  : IsSingle<Inputs[number]> extends true
    ? [...Inputs[0]]
    : [number] extends [Inputs['length']]
      ? Shape
      : Inputs extends readonly Shape[]
        ? BroadcastAligned<Inputs, Aligned<Inputs>, Layer>
        : never;

export type BroadcastAligned<Inputs extends readonly Shape[], Padded extends readonly Shape[], Layer extends string> = [
  FirstClash<Padded, null | 1>,
] extends [Clash<infer Axis, infer Earlier, infer Later>]
  ? Mismatch<
      Fill<
        Axis extends 0 ? typeof batches : typeof broadcastClash,
        {
          layer: Layer;
          earlier: Show<Inputs[Earlier]>;
          later: Show<Inputs[Later]>;
          axis: ShowAxis<Inputs[Earlier], Inputs[Later], Subtract<Padded[0]['length'], Axis>>;
        }
      >,
      `${Later}`
    >
  : Sizes<Padded[0], Padded[number]>;

/** The sizes of the output. `Column` is the union of all shapes, and `Column[Axis]` has the sizes of all inputs on an axis. */
type Sizes<First extends Shape, Column extends Shape> = {
  -readonly [Axis in keyof First]: Axis extends '0'
    ? Common<Column[0]>
    : Axis extends keyof Column
      ? Size<Column[Axis] & Dimension>
      : never;
};

type Size<Given extends Dimension> = null extends Given
  ? // A size of which nothing is known may be fixed.
    string extends Given
    ? Dimension
    : null
  : [Given] extends [number]
    ? [Given] extends [1]
      ? 1
      : Known<Exclude<Given, 1>>
    : NamedSize<Exclude<Given, 1>>;

/** A size with a name, if all have it. */
type NamedSize<Given> = [Given] extends [string] ? OneName<Given> : null;

/** The inputs, expanded to the highest of their ranks. */
type Aligned<Inputs extends readonly Shape[]> = [IsSingle<Inputs[number]['length']>] extends [true]
  ? Inputs
  : { [Place in keyof Inputs]: Padded<Inputs[Place], HighestRank<Inputs>> };

type HighestRank<Inputs extends readonly Shape[], Highest extends number = 0, Place extends readonly unknown[] = []> = [
  Place['length'],
] extends [Inputs['length']]
  ? Highest
  : HighestRank<
      Inputs,
      [LessThan<Highest, Inputs[Place['length']]['length']>] extends [true]
        ? Inputs[Place['length']]['length']
        : Highest,
      [...Place, unknown]
    >;

type Padded<Input extends Shape, Rank extends number> = [Input['length']] extends [Rank]
  ? Input
  : [Input] extends [readonly [infer Batch extends Dimension, ...infer Rest extends Shape]]
    ? Padded<[Batch, 1, ...Rest], Rank>
    : Input;

/** An axis as users count it: from the end where the two shapes differ in rank. */
export type ShowAxis<Earlier extends Shape, Later extends Shape, FromEnd extends number> = [Earlier['length']] extends [
  Later['length'],
]
  ? Subtract<Later['length'], FromEnd>
  : `-${FromEnd}`;

/** The same at run time. */
export function broadcast(inputs: readonly Shape[], layer: string): Shape {
  const rank = Math.max(...inputs.map(({ length }) => length));
  const aligned = inputs.map((input) => padded(input, rank));
  const clash = firstClash(aligned, [null, 1]);
  if (clash !== null) return blame(inputs, clash, rank, layer);
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = aligned.map((input) => input[axis] as Dimension);
    if (axis === 0) return common(sizes);
    const others = new Set(sizes.filter((size) => size !== 1));
    // A size that varies, or that has a name, may turn out to be 1 beside another.
    return others.size > 1 ? null : ([...others][0] ?? (others.has(null) ? null : 1));
  });
}

function blame(inputs: readonly Shape[], clash: Clash, rank: number, layer: string): never {
  const [earlier, later] = [inputs[clash.earlier], inputs[clash.later]] as [Shape, Shape];
  const axis = showAxis(earlier, later, rank - clash.axis);
  return mismatch(clash.axis === 0 ? batches : broadcastClash, {
    layer,
    earlier: show(earlier),
    later: show(later),
    axis,
  });
}

export function showAxis(earlier: Shape, later: Shape, fromEnd: number): string | number {
  return earlier.length === later.length ? later.length - fromEnd : `-${fromEnd}`;
}

/** A shape with axes of size 1 inserted after its batch, up to a rank. */
export function padded([batch, ...rest]: Shape, rank: number): Shape {
  return [batch as Dimension, ...Array<number>(rank - rest.length - 1).fill(1), ...rest];
}
