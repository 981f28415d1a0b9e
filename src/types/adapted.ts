import type { Known } from './arithmetic/known.js';
import { type DataFormat, type InFormat, inFormat, type SpatialRank } from './data-format.js';
import type { OnAxis, PerAxis } from './per-axis.js';
import type { Dimension, Shape } from './shape.js';
import { type Image, image } from './window.js';

/** The shape of an image whose spatial axes become `Size` long, whatever they were. */
export type Adapted<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Size extends PerAxis,
  Format extends DataFormat,
> =
  Image<Layer, Rank, Input, Format> extends infer Found
    ? Found extends readonly [infer Batch extends Dimension, ...infer Old extends Shape, infer Kept extends Dimension]
      ? InFormat<[Batch, ...Resized<Old, Size>, Kept], Format>
      : Found
    : never;

type Resized<Old extends Shape, Size extends PerAxis> = { [Axis in keyof Old]: Known<OnAxis<Size, Axis>> };

/** The same at run time. */
export function adapted(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  size: readonly number[],
  format: DataFormat,
): Shape {
  const given = image(layer, rank, input, format);
  return inFormat([given[0] as Dimension, ...size, given.at(-1) as Dimension], format);
}
