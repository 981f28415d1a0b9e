import * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';

/** Casts to float32, for layers whose output is float32 for any input. */
export function floats(input: tf.Tensor): tf.Tensor {
  return input.dtype === 'float32' ? input : tf.cast(input, 'float32');
}

/**
 * Runs a computation on images with channels last, for any data format of input and output.
 *
 * Backends do not support `channelsFirst`, or compute other numbers with it, so images are transposed here and nowhere
 * else.
 */
export function inChannelsLast(
  input: tf.Tensor,
  format: DataFormat,
  compute: (image: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const images = input.dtype === 'float32' ? input : tf.cast(input, 'float32');
  if (format === 'channelsLast') return compute(images);
  const axes = input.shape.map((_, axis) => axis);
  const [batch = 0, channels = 1, ...spatial] = axes;
  const output = compute(tf.transpose(images, [batch, ...spatial, channels]));
  return tf.transpose(output, [batch, axes.length - 1, ...spatial.map((axis) => axis - 1)]);
}
