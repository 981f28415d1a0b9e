import * as tf from '@tensorflow/tfjs-core';
import { type DataFormat, inFormat } from '../../types/data-format.js';

/** What is said of both axes of an image: pixels, unless it is something else. */
export type HeightWidth = readonly [height: number, width: number];

/** The axis of the height in a batch of images; that of the width comes next. */
export function heightAxis(format: DataFormat): number {
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
export function padBothSides(images: tf.Tensor, edges: HeightWidth, value: number, format: DataFormat): tf.Tensor {
  const perAxis = inFormat([0, ...edges, 0], format) as number[];
  return tf.pad(
    images,
    perAxis.map((edge) => [edge, edge]),
    value,
  );
}
