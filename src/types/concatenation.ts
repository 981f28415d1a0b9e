import type { Add } from './arithmetic/add.js';
import type { Known } from './arithmetic/operands.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Clash, type FirstClash, firstClash } from './clash.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Sum as SumOfTwo, sum } from './named-size.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import type { IsSingle } from './single.js';
import type { Open } from './size-names.js';

const clashing =
  '{layer} expects inputs that differ only on axis {only} (received {earlier} and {later}, which differ on axis {axis})';
const ranks = '{layer} expects inputs of the same rank (received {earlier} and {later})';

/**
 * The shape of inputs joined along an axis: the size on it is the sum of theirs, and varies where one of them does.
 * The other sizes are those of the first input.
 *
 * @typeParam Rank the ranks of the inputs, a parameter for the same reason as that of `Broadcast`.
 */
export type Concatenation<
  Inputs extends readonly Shape[],
  Axis extends number,
  Layer extends string,
  Rank extends number = Inputs[number]['length'],
> = [number] extends [Rank]
  ? Shape
  : [Rank] extends [Inputs[0]['length']]
    ? [number] extends [Inputs['length']]
      ? IsSingle<Inputs[number]> extends true
        ? Joined<Inputs, Axis, AxisIndex<Axis, Rank>, Layer>
        : Shape
      : Joined<Inputs, Axis, AxisIndex<Axis, Rank>, Layer>
    : OtherRank<Inputs, Layer>;

type Joined<Inputs extends readonly Shape[], Axis extends number, Index extends number, Layer extends string> = [
  Index,
] extends [never]
  ? NoSuchAxis<`${Layer}: axis`, Axis, Inputs[0]['length']>
  : number extends Index
    ? Shape
    : IsSingle<Inputs[number]> extends true
      ? WithSize<Inputs[0], Index, Total<Inputs, Index>>
      : [FirstClash<Inputs, null, Index>] extends [infer Found]
        ? [Found] extends [null]
          ? WithSize<Inputs[0], Index, Total<Inputs, Index>>
          : Clashing<Inputs, Index, Layer, Found>
        : never;

type Clashing<Inputs extends readonly Shape[], Index extends number, Layer extends string, Found> = [Found] extends [
  Clash<infer Other, infer Earlier, infer Later>,
]
  ? Mismatch<
      Fill<
        typeof clashing,
        { layer: Layer; only: Index; earlier: Show<Inputs[Earlier]>; later: Show<Inputs[Later]>; axis: Other }
      >,
      `${Later}`
    >
  : never;

type WithSize<First extends Shape, Index extends number, Size extends Dimension> = {
  -readonly [Axis in keyof First]: Axis extends `${Index}` ? Size : First[Axis];
};

type Total<Inputs extends readonly Shape[], Index extends number> = null extends Inputs[number][Index]
  ? true extends VariesAt<Inputs, Index>[number]
    ? null
    : Dimension
  : [number] extends [Inputs[number][Index] | Inputs['length']]
    ? number
    : Inputs[number][Index] extends number
      ? Sum<Inputs, Index, Known<Inputs[0][Index] & number>>
      : SumOfNamed<Inputs, Index, Inputs[0][Index]>;

/** The inputs whose size on an axis is known to vary: one of type `number | null` is not. */
type VariesAt<Inputs extends readonly Shape[], Index extends number> = {
  [Place in keyof Inputs]: [Inputs[Place][Index]] extends [null] ? true : false;
};

type Sum<
  Inputs extends readonly Shape[],
  Index extends number,
  Result extends number,
  Place extends readonly unknown[] = [unknown],
> = [Place['length']] extends [Inputs['length']]
  ? Result
  : Sum<Inputs, Index, Add<Result, Inputs[Place['length']][Index] & number>, [...Place, unknown]>;

type SumOfNamed<
  Inputs extends readonly Shape[],
  Index extends number,
  Result extends Dimension,
  Place extends readonly unknown[] = [unknown],
> = [Place['length']] extends [Inputs['length']]
  ? Result
  : [number] extends [Inputs['length']]
    ? Open
    : SumOfNamed<Inputs, Index, SumOfTwo<Result, Inputs[Place['length']][Index]>, [...Place, unknown]>;

/** A mismatch that blames the first input whose rank differs from that of the first one. */
export type OtherRank<Inputs extends readonly Shape[], Layer extends string, Place extends readonly unknown[] = []> = [
  Place['length'],
] extends [Inputs['length']]
  ? Shape
  : [Inputs[Place['length']]['length']] extends [Inputs[0]['length']]
    ? OtherRank<Inputs, Layer, [...Place, unknown]>
    : Mismatch<
        Fill<typeof ranks, { layer: Layer; earlier: Show<Inputs[0]>; later: Show<Inputs[Place['length']]> }>,
        `${Place['length']}`
      >;

/** Throws where the rank of an input differs from that of the first one. */
export function checkRanks(inputs: readonly Shape[], layer: string): void {
  const [first = [], ...others] = inputs;
  const other = others.find(({ length }) => length !== first.length);
  if (other !== undefined) mismatch(ranks, { layer, earlier: show(first), later: show(other) });
}

/** The same at run time. */
export function concatenation(inputs: readonly Shape[], axis: number, layer: string): Shape {
  const [first = []] = inputs;
  checkRanks(inputs, layer);
  const only = axisOf(`${layer}: axis`, axis, first.length);
  const clash = firstClash(inputs, [null], only);
  if (clash !== null) {
    const [earlier, later] = [inputs[clash.earlier], inputs[clash.later]] as [Shape, Shape];
    return mismatch(clashing, { layer, only, earlier: show(earlier), later: show(later), axis: clash.axis });
  }
  const total = inputs.map((input) => input[only] as Dimension).reduce(sum);
  return first.map((size, index) => (index === only ? total : size));
}
