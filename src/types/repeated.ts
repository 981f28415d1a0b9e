import type { Add } from './arithmetic/add.js';
import type { Multiply } from './arithmetic/multiply.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Product, product } from './dimension.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Scaled, scaled } from './named-size.js';
import { type Replaced, replaced } from './on-axes.js';
import type { PerAxis } from './per-axis.js';
import { type Dimension, isOpen, type Shape } from './shape.js';

/** A shape repeated along its axes: along the last one, or along as many of the last ones as there are numbers. */
export type Tiled<Input extends Shape, Repeats extends PerAxis> = [number] extends [
  Input['length'] | ([Repeats] extends [readonly number[]] ? Repeats['length'] : 1),
]
  ? Shape
  : [Repeats] extends [readonly number[]]
    ? TileAll<Input, Repeats>
    : TileAll<Input, [Repeats & number]>;

type TileAll<Input extends Shape, Repeats extends Shape, Output extends Shape = []> = [Input] extends [
  readonly [...infer Rest extends Shape, infer Size extends Dimension],
]
  ? [Repeats] extends [readonly [...infer Others extends Shape, infer Times extends number]]
    ? TileAll<Rest, Others, [TimesSize<Size, Times>, ...Output]>
    : [...Input, ...Output]
  : [...{ -readonly [Axis in keyof Repeats]: TimesSize<1, Repeats[Axis] & number> }, ...Output];

/** A size times a number; one that varies still does. */
type TimesSize<Size extends Dimension, Times extends number> = Size extends number
  ? Multiply<Size, Times>
  : Scaled<Size, Times>;

/** The same at run time. */
export function tiled(input: Shape, repeats: readonly number[]): Shape {
  const rank = Math.max(input.length, repeats.length);
  const times = withOnes(repeats, rank);
  return withOnes(input, rank).map((size, axis) => scaled(size, times[axis] as number));
}

/** A list with ones put before it, up to a length. */
export function withOnes<Item extends Dimension>(list: readonly Item[], length: number): readonly (Item | 1)[] {
  return [...Array<1>(length - list.length).fill(1), ...list];
}

const otherCount = 'repeat: repeats expects one number, or {size}, one for each element (received {count})';

/** The shape of repeated elements, along an axis or flattened. */
export type Repeated<Input extends Shape, Repeats extends PerAxis, Axis extends number | null> = [Axis] extends [null]
  ? InRow<RepeatedSize<Product<Input>, Repeats>>
  : [number] extends [Input['length']]
    ? Shape
    : Axis extends number
      ? [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
        ? [Index] extends [never]
          ? NoSuchAxis<'repeat: axis', Axis, Input['length']>
          : number extends Index
            ? Shape
            : Along<Input, Index, RepeatedSize<Input[Index], Repeats>>
        : never
      : Shape;

type InRow<Size> = Size extends Dimension ? [Size] : Size;

type Along<Input extends Shape, Index extends number, Size> = [Size] extends [Dimension]
  ? Replaced<Input, Index, [Size]>
  : Size;

type RepeatedSize<Size extends Dimension, Repeats extends PerAxis> = [Repeats] extends [readonly number[]]
  ? [Repeats['length']] extends [1]
    ? TimesSize<Size, Repeats[0]>
    : [Size] extends [number]
      ? [number] extends [Size | Repeats['length']]
        ? number
        : [Size] extends [Repeats['length']]
          ? Total<Repeats>
          : Mismatch<Fill<typeof otherCount, { size: Size; count: Repeats['length'] }>, 'repeats'>
      : null
  : TimesSize<Size, Repeats & number>;

type Total<Rest extends readonly number[], Sum extends number = 0> = [Rest] extends [
  readonly [infer First extends number, ...infer Others extends readonly number[]],
]
  ? Total<Others, Add<Sum, First>>
  : Sum;

/** The same at run time. */
export function repeated(input: Shape, repeats: PerAxis, axis: number | null): Shape {
  if (axis === null) return [repeatedSize(product(input), repeats)];
  const index = axisOf('repeat: axis', axis, input.length);
  return replaced(input, [index], [repeatedSize(input[index] as Dimension, repeats)]);
}

function repeatedSize(size: Dimension, repeats: PerAxis): Dimension {
  const times = typeof repeats === 'number' ? [repeats] : repeats;
  if (times.length === 1) return scaled(size, times[0] as number);
  if (isOpen(size)) return null;
  if (times.length !== size) return mismatch(otherCount, { size, count: times.length });
  return times.reduce((sum, count) => sum + count, 0);
}
