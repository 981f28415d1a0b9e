import type { Multiply } from './arithmetic/multiply.js';
import type { PerAxis } from './per-axis.js';
import type { Dimension, Shape } from './shape.js';

/** A shape repeated along its axes: along the last one, or along as many of the last ones as there are numbers. */
export type Tiled<Input extends Shape, Repeats extends PerAxis> = number extends
  | Input['length']
  | (Repeats extends readonly number[] ? Repeats['length'] : 1)
  ? Shape
  : Repeats extends readonly number[]
    ? TileAll<Input, Repeats>
    : TileAll<Input, [Repeats & number]>;

type TileAll<Input extends Shape, Repeats extends Shape, Output extends Shape = []> = Input extends readonly [
  ...infer Rest extends Shape,
  infer Size extends Dimension,
]
  ? Repeats extends readonly [...infer Others extends Shape, infer Times extends number]
    ? TileAll<Rest, Others, [TimesSize<Size, Times>, ...Output]>
    : [...Input, ...Output]
  : [...{ -readonly [Axis in keyof Repeats]: TimesSize<1, Repeats[Axis] & number> }, ...Output];

/** A size so many times; what varies goes on to vary. */
export type TimesSize<Size extends Dimension, Times extends number> = Size extends number
  ? Multiply<Size, Times>
  : null;

/** The same at run time. */
export function tiled(input: Shape, repeats: readonly number[]): Shape {
  const rank = Math.max(input.length, repeats.length);
  const times = withOnes(repeats, rank);
  return withOnes(input, rank).map((size, axis) => (size === null ? null : size * (times[axis] as number)));
}

/** A list with ones before it, up to a length. */
export function withOnes<Item extends Dimension>(list: readonly Item[], length: number): readonly (Item | 1)[] {
  return [...Array<1>(length - list.length).fill(1), ...list];
}
