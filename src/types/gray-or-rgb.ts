import type { DataFormat } from './data-format.js';
import { type ImageBatch, imageBatch } from './image-batch.js';
import { type Unexpected, unexpected } from './mismatch.js';
import type { Dimension, Shape } from './shape.js';
import type { ShapeFunction } from './shape-function.js';

const expected = 'images with 1 or 3 channels';

/** The rule of a layer that knows what the channels of images are: gray, or red, green and blue. */
export interface GrayOrRgb<Layer extends string, Format extends DataFormat> extends ShapeFunction {
  readonly output: Same<Layer, ImageBatch<Layer, this['input'], Format>, this['input']>;
}

type Same<Layer extends string, Found, Input> = Found extends readonly [
  Dimension,
  Dimension,
  Dimension,
  infer Channels extends Dimension,
]
  ? true extends IsOther<Channels>
    ? Unexpected<Layer, typeof expected, Input>
    : Input
  : Found;

type IsOther<Channels extends Dimension> = Channels extends null | 1 | 3
  ? false
  : number extends Channels
    ? false
    : true;

export function grayOrRgb(layer: string, input: Shape, format: DataFormat): Shape {
  const channels = imageBatch(layer, input, format).at(-1);
  return channels === null || channels === 1 || channels === 3 ? input : unexpected(layer, expected, input);
}
