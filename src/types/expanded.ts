import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Clash, type FirstClash, firstClash } from './clash.js';
import { checkRanks, type OtherRank } from './concatenation.js';
import { type Common, common } from './dimension.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Axes, type AxisSet, axisSet } from './on-axes.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import type { IsSingle } from './single.js';

/** A shape with more axes of size 1, at their indices in the output. */
export type Expanded<Input extends Shape, Along extends Axes> = [number] extends [Input['length']]
  ? Shape
  : [...Input, ...([Along] extends [readonly number[]] ? Along : [Along])] extends infer Longer extends
        readonly unknown[]
    ? ExpandedTo<Longer['length'], Input, Along>
    : never;

type ExpandedTo<Rank extends number, Input extends Shape, Along extends Axes> = number extends Rank
  ? Shape
  : [AxisSet<'expandDims: axis', Along, Rank>] extends [infer Found]
    ? [Found] extends [number]
      ? number extends Found
        ? Shape
        : Filled<Input, Found, Rank>
      : Found
    : never;

type Filled<Rest extends Shape, Indices extends number, Rank extends number, Output extends Shape = []> = [
  Output['length'],
] extends [Rank]
  ? Output
  : [Output['length']] extends [Indices]
    ? Filled<Rest, Indices, Rank, [...Output, 1]>
    : [Rest] extends [readonly [infer First extends Dimension, ...infer Others extends Shape]]
      ? Filled<Others, Indices, Rank, [...Output, First]>
      : Output;

/** The same at run time. */
export function expanded(input: Shape, along: Axes): Shape {
  const rank = input.length + [along].flat().length;
  const indices = axisSet('expandDims: axis', along, rank);
  const rest = [...input];
  return Array.from({ length: rank }, (_, axis) => (indices.includes(axis) ? 1 : (rest.shift() as Dimension)));
}

/** A shape with one more axis, at its index in the output. */
export type Inserted<Operation extends string, Input extends Shape, Axis extends number, Size extends Dimension> = [
  number,
] extends [Input['length']]
  ? Shape
  : [AxisIndex<Axis, [...Input, Size]['length']>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<`${Operation}: axis`, Axis, [...Input, Size]['length']>
      : number extends Index
        ? Shape
        : InsertedAt<Input, Index, Size>
    : never;

/** The same, where there is such an axis. */
export type InsertedAt<Rest extends Shape, Index extends number, Size extends Dimension, Passed extends Shape = []> = [
  Passed['length'],
] extends [Index]
  ? [...Passed, Size, ...Rest]
  : [Rest] extends [readonly [infer First extends Dimension, ...infer Others extends Shape]]
    ? InsertedAt<Others, Index, Size, [...Passed, First]>
    : never;

/** The same at run time. */
export function inserted(operation: string, input: Shape, axis: number, size: Dimension): Shape {
  const index = axisOf(`${operation}: axis`, axis, input.length + 1);
  return [...input.slice(0, index), size, ...input.slice(index)];
}

const clashing =
  '{layer} expects inputs of the same shape (received {earlier} and {later}, which differ on axis {axis})';

/**
 * The shape of inputs of one shape stacked along a new axis.
 *
 * @typeParam Rank the ranks of the inputs, a parameter for the same reason as that of `Broadcast`.
 */
export type Stacked<
  Inputs extends readonly Shape[],
  Axis extends number,
  Layer extends string = 'stack',
  Rank extends number = Inputs[number]['length'],
> = [number] extends [Rank]
  ? Shape
  : [number, false] extends [Inputs['length'], IsSingle<Inputs[number]>]
    ? Shape
    : [Inputs[number]['length']] extends [Inputs[0]['length']]
      ? [IsSingle<Inputs[number]>] extends [true]
        ? Inserted<Layer, Inputs[0], Axis, Inputs['length']>
        : [FirstClash<Inputs, null>] extends [null]
          ? Inserted<Layer, Merged<Inputs[0], Inputs[number]>, Axis, Inputs['length']>
          : [FirstClash<Inputs, null>] extends [Clash<infer At, infer Earlier, infer Later>]
            ? Mismatch<
                Fill<
                  typeof clashing,
                  { layer: Layer; earlier: Show<Inputs[Earlier]>; later: Show<Inputs[Later]>; axis: At }
                >,
                `${Later}`
              >
            : Shape
      : OtherRank<Inputs, Layer>;

/** The sizes that are known in one of the shapes. */
type Merged<First extends Shape, Column extends Shape> = {
  -readonly [Axis in keyof First]: Axis extends keyof Column ? Common<Column[Axis]> : never;
};

/** The same at run time. */
export function stacked(inputs: readonly Shape[], axis: number, layer = 'stack'): Shape {
  const [first = []] = inputs;
  checkRanks(inputs, layer);
  const clash = firstClash(inputs, [null]);
  if (clash !== null) {
    const [earlier, later] = [inputs[clash.earlier], inputs[clash.later]] as [Shape, Shape];
    return mismatch(clashing, { layer, earlier: show(earlier), later: show(later), axis: clash.axis });
  }
  const merged = first.map((_, at) => common(inputs.map((input) => input[at] as Dimension)));
  return inserted(layer, merged, axis, inputs.length);
}
