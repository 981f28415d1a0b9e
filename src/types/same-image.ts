import type { DataFormat } from './data-format.js';
import { type ImageBatch, imageBatch } from './image-batch.js';
import type { Mismatch } from './mismatch.js';
import type { Shape } from './shape.js';
import type { ShapeFunction } from './shape-function.js';

/** The rule of a layer that takes images and gives images of the same shape. */
export interface SameImage<Layer extends string, Format extends DataFormat> extends ShapeFunction {
  readonly output: Same<ImageBatch<Layer, this['input'], Format>, this['input']>;
}

type Same<Found, Input> = Found extends Mismatch ? Found : Input;

export function sameImage(layer: string, input: Shape, format: DataFormat): Shape {
  imageBatch(layer, input, format);
  return input;
}
