import type { Multiply } from './arithmetic/multiply.js';
import { type DataFormat, type InFormat, inFormat, type SpatialRank } from './data-format.js';
import type { OnAxis, PerAxis } from './per-axis.js';
import type { Dimension, Shape } from './shape.js';
import { type Image, image } from './window.js';

/** The shape of what is made `Size` times as long along its spatial axes. */
export type UpSampled<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Size extends PerAxis,
  Format extends DataFormat,
> =
  Image<Layer, Rank, Input, Format> extends infer Found
    ? Found extends readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Kept extends Dimension]
      ? InFormat<[Batch, ...Longer<Sizes, Size>, Kept], Format>
      : Found
    : never;

type Longer<Sizes extends Shape, Size extends PerAxis, Longest extends Shape = []> = Sizes extends readonly [
  infer First extends Dimension,
  ...infer Rest extends Shape,
]
  ? Longer<Rest, Size, [...Longest, First extends number ? Multiply<First, OnAxis<Size, Longest['length']>> : null]>
  : Longest;

export function upSampled(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  size: readonly number[],
  format: DataFormat,
): Shape {
  const given = image(layer, rank, input, format);
  const longer = given.slice(1, -1).map((length, axis) => (length === null ? null : length * (size[axis] as number)));
  return inFormat([given[0] as Dimension, ...longer, given.at(-1) as Dimension], format);
}
