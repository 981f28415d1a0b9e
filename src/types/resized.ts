import type { Known } from './arithmetic/known.js';
import { type DataFormat, type InFormat, inFormat } from './data-format.js';
import { type ImageBatch, imageBatch, type LikeInput, likeInput } from './image-batch.js';
import type { Dimension, Shape } from './shape.js';
import type { ShapeFunction } from './shape-function.js';

/** Images become `Height` high and `Width` wide; their channels stay. */
export interface ResizedShape<
  Layer extends string,
  Height extends number,
  Width extends number,
  Format extends DataFormat,
> extends ShapeFunction {
  readonly output: Resized<Layer, this['input'], Height, Width, Format>;
}

type Resized<Layer extends string, Input, Height extends number, Width extends number, Format extends DataFormat> =
  ImageBatch<Layer, Input, Format> extends infer Found
    ? Found extends readonly [infer Batch extends Dimension, Dimension, Dimension, infer Channels extends Dimension]
      ? LikeInput<Input, InFormat<[Batch, Known<Height>, Known<Width>, Channels], Format>>
      : Found
    : never;

export function resized(layer: string, input: Shape, height: number, width: number, format: DataFormat): Shape {
  const found = imageBatch(layer, input, format);
  return likeInput(input, inFormat([found[0] as Dimension, height, width, found.at(-1) as Dimension], format));
}
