import type { DataFormat } from './data-format.js';
import type { Dimension, Shape } from './shape.js';
import { type Image, image } from './window.js';

/**
 * One image is a batch of one. What varies on its first axis is no image but a batch, and lacks an axis.
 */
type AsBatch<Input> = Input extends readonly [infer First extends Dimension, Dimension, Dimension]
  ? [First] extends [null]
    ? Input
    : [1, ...Input]
  : Input;

function isOneImage(input: Shape): boolean {
  return input.length === 3 && input[0] !== null;
}

/** A batch of images with their channels last, or of the only one; or why it is none. */
export type ImageBatch<Layer extends string, Input, Format extends DataFormat> = Image<
  Layer,
  2,
  AsBatch<Input>,
  Format
>;

export function imageBatch(layer: string, input: Shape, format: DataFormat): Shape {
  return image(layer, 2, isOneImage(input) ? [1, ...input] : input, format);
}

/** What came of the batch in the form in which `Input` was given: without the batch where that was one image. */
export type LikeInput<Input, Output extends Shape> = Input extends readonly [Dimension, Dimension, Dimension]
  ? Output extends readonly [Dimension, ...infer Rest extends Shape]
    ? Rest
    : Output
  : Output;

export function likeInput(input: Shape, output: Shape): Shape {
  return isOneImage(input) ? output.slice(1) : output;
}
