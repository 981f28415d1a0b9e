import * as tf from '@tensorflow/tfjs-core';
import type { AffineMap } from './affine-map.js';
import { type SamplingOptions, sampling } from './sampling.js';

/** How images are transformed. */
export interface TransformOptions extends SamplingOptions {
  /** What is beyond the edges, where `fillMode` is `constant`. */
  readonly fillValue: number;
}

/** Moves the pixels of images, whose channels stand last, by a map each. */
export function transformImages(
  images: tf.Tensor,
  maps: readonly AffineMap[],
  { fillValue, ...options }: TransformOptions,
): tf.Tensor {
  const [, height, width, channels] = images.shape as [number, number, number, number];
  const { taps, outside } = sampling(maps, [height, width], options);
  const pixels = tf.reshape(images, [-1, channels]);
  const column = (numbers: Float32Array) => tf.tensor(numbers, [numbers.length, 1]);
  const fill = tf.mul(column(outside), fillValue);
  const sum = taps.reduce<tf.Tensor>(
    // What only one tap needs is freed before the next: there may be gigabytes of it.
    (total, tap) =>
      tf.tidy(() => tf.add(total, tf.mul(tf.gather(pixels, tf.tensor1d(tap.pixels)), column(tap.weights)))),
    fill,
  );
  return tf.reshape(sum, images.shape);
}
