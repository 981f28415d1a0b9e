import * as tf from '@tensorflow/tfjs-core';
import type { Known } from '../../types/arithmetic/operands.js';
import { type DataFormat, type InFormat, inFormat, type layouts } from '../../types/data-format.js';
import { type Dimension, isOpen, type Shape, type SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';
import { type Interpolation, resample } from './resample.js';

/**
 * One image is a batch of one. What varies on its first axis is no image but a batch, and lacks an axis.
 */
type AsBatch<Input> = [Input] extends [readonly [infer First extends Dimension, Dimension, Dimension]]
  ? [First] extends [string | null]
    ? Input
    : [1, ...Input]
  : Input;

function isOneImage(input: Shape): boolean {
  return input.length === 3 && !isOpen(input[0]);
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
type LikeInput<Input, Output extends Shape> = [Input] extends [readonly [Dimension, Dimension, Dimension]]
  ? [Output] extends [readonly [Dimension, ...infer Rest extends Shape]]
    ? Rest
    : Output
  : Output;

function likeInput(input: Shape, output: Shape): Shape {
  return isOneImage(input) ? output.slice(1) : output;
}

/** Images become `Height` high and `Width` wide; their channels stay. */
export interface ResizedShape<
  Layer extends string,
  Height extends number,
  Width extends number,
  Format extends DataFormat = 'channelsLast',
> extends ShapeFunction {
  readonly signature: `${(typeof layouts)[2][Format]} → the same with height ${SizeText<Height>} and width ${SizeText<Width>}`;
  readonly parameters: [Layer, Height, Width, Format];
  readonly structured: false;
  readonly output: Resized<Layer, this['input'], Height, Width, Format>;
}

type Resized<Layer extends string, Input, Height extends number, Width extends number, Format extends DataFormat> = [
  ImageBatch<Layer, Input, Format>,
] extends [infer Found]
  ? [Found] extends [readonly [infer Batch extends Dimension, Dimension, Dimension, infer Channels extends Dimension]]
    ? LikeInput<Input, InFormat<[Batch, Known<Height>, Known<Width>, Channels], Format>>
    : Found
  : never;

export function resized(layer: string, input: Shape, height: number, width: number, format: DataFormat): Shape {
  const found = imageBatch(layer, input, format);
  return likeInput(input, inFormat([found[0] as Dimension, height, width, found.at(-1) as Dimension], format));
}

/** A number for each of both axes of an image, by default a size in pixels. */
export type HeightWidth = readonly [height: number, width: number];

/** The axis of the height in a batch of images; that of the width comes next. */
function heightAxis(format: DataFormat): number {
  return format === 'channelsLast' ? 1 : 2;
}

/** The size of the images of a batch. */
export function imageSize(images: tf.Tensor, format: DataFormat): HeightWidth {
  const axis = heightAxis(format);
  return [images.shape[axis] as number, images.shape[axis + 1] as number];
}

/** Cuts the same window out of all images. */
export function cutWindow(images: tf.Tensor, start: HeightWidth, size: HeightWidth, format: DataFormat): tf.Tensor {
  const channels = images.shape[format === 'channelsLast' ? 3 : 1] as number;
  const begin = inFormat([0, ...start, 0], format) as number[];
  return tf.slice(images, begin, inFormat([images.shape[0] as number, ...size, channels], format) as number[]);
}

/** Puts as much of a value on both sides of all images. */
function padBothSides(images: tf.Tensor, edges: HeightWidth, value: number, format: DataFormat): tf.Tensor {
  const perAxis = inFormat([0, ...edges, 0], format) as number[];
  return tf.pad(
    images,
    perAxis.map((edge) => [edge, edge]),
    value,
  );
}

/** Computes with a batch of images, also where only one is given, without a batch. */
export function asBatch(input: tf.Tensor, compute: (images: tf.Tensor) => tf.Tensor): tf.Tensor {
  if (input.rank === 4) return compute(input);
  return tf.squeeze(compute(tf.expandDims(input, 0)), [0]);
}

/** Images of another size, by resampling one axis after the other. */
export function resize(
  images: tf.Tensor,
  [height, width]: HeightWidth,
  format: DataFormat,
  interpolation: Interpolation = 'bilinear',
  antialias = false,
): tf.Tensor {
  const axis = heightAxis(format);
  return resample(resample(images, axis, height, interpolation, antialias), axis + 1, width, interpolation, antialias);
}

/** The largest window in the middle of images whose sides have the ratio of `target`. */
export function cropToAspectRatio(images: tf.Tensor, target: HeightWidth, format: DataFormat): tf.Tensor {
  const size = imageSize(images, format);
  const window = largestWindow(size, target);
  return cutWindow(images, before(size, window), window, format);
}

/** The size of the largest window whose sides have the ratio of `target`. */
export function largestWindow([height, width]: HeightWidth, target: HeightWidth): HeightWidth {
  const [fittingHeight, fittingWidth] = fitting([height, width], target);
  return [Math.max(Math.min(height, fittingHeight), 1), Math.max(Math.min(width, fittingWidth), 1)];
}

/** Images with as much of `value` on both sides as gives them the ratio of `target`, or one pixel less. */
export function padToAspectRatio(images: tf.Tensor, target: HeightWidth, value: number, format: DataFormat): tf.Tensor {
  const [height, width] = imageSize(images, format);
  const [fittingHeight, fittingWidth] = fitting([height, width], target);
  const frame: HeightWidth = [Math.max(height, fittingHeight), Math.max(width, fittingWidth)];
  return padBothSides(images, before(frame, [height, width]), value, format);
}

/** How much of the outer size is before the inner one in its middle. */
export function before([height, width]: HeightWidth, [innerHeight, innerWidth]: HeightWidth): HeightWidth {
  return [Math.floor((height - innerHeight) / 2), Math.floor((width - innerWidth) / 2)];
}

/** The height that has the ratio of `target` with the width, and the width that has it with the height. */
function fitting([height, width]: HeightWidth, [targetHeight, targetWidth]: HeightWidth): HeightWidth {
  return [Math.floor((width * targetHeight) / targetWidth), Math.floor((height * targetWidth) / targetHeight)];
}
