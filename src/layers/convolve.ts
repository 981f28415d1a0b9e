import * as tf from '@tensorflow/tfjs-core';
import { dilated } from '../types/window.js';
import type { ConvolutionConfiguration } from './convolution-options.js';
import { samePadding } from './same-padding.js';

type Movement = Pick<ConvolutionConfiguration<'valid' | 'same'>, 'strides' | 'padding' | 'dilationRate' | 'groups'>;

/**
 * Convolves (batch, height, width, channels) with a kernel of (height, width, channels / groups, filters), as TensorFlow
 * does; gives (batch, height, width, filters).
 */
export function convolve(image: tf.Tensor, kernel: tf.Tensor, movement: Movement): tf.Tensor {
  const dense: Convolution = (input, padding) =>
    convolveGroups(input as tf.Tensor4D, kernel as tf.Tensor4D, { ...movement, padding });
  return movement.dilationRate.some((rate) => rate > 1)
    ? convolveDilated(image, kernel, movement, dense)
    : dense(image, movement.padding);
}

type Convolution = (image: tf.Tensor, padding: 'valid' | 'same') => tf.Tensor;

/**
 * Convolves with holes in the kernel by a convolution without: over images that hold every second (third, ...) pixel only.
 *
 * Backends have dilated convolutions, but no gradients of them.
 */
function convolveDilated(
  image: tf.Tensor,
  kernel: tf.Tensor,
  { padding, dilationRate }: Movement,
  dense: Convolution,
): tf.Tensor {
  const paddings = dilationRate.map((rate, axis) => {
    const size = image.shape[axis + 1] as number;
    const extent = dilated(kernel.shape[axis] as number, rate);
    const [before, after] = padding === 'same' ? samePadding(size, extent, 1) : [0, 0];
    const padded = before + size + after;
    const surplus = Math.ceil(padded / rate) * rate - padded;
    return { before, after: after + surplus, surplus };
  });
  const rates = [...dilationRate];
  const pieces = tf.spaceToBatchND(
    image,
    rates,
    paddings.map(({ before, after }) => [before, after]),
  );
  return tf.batchToSpaceND(
    dense(pieces, 'valid'),
    rates,
    paddings.map(({ surplus }) => [0, surplus]),
  );
}

/** Convolves each group of channels with the filters that see it. */
function convolveGroups(image: tf.Tensor4D, kernel: tf.Tensor4D, { strides, padding, groups }: Movement): tf.Tensor {
  const [height, width, channelsPerGroup, filters] = kernel.shape;
  const pace = strides as [number, number];
  if (groups === 1) return tf.conv2d(image, kernel, pace, padding);
  // TensorFlow has depthwise kernels for equal strides only.
  if (channelsPerGroup === 1 && pace[0] === pace[1]) {
    const multiplier = filters / groups;
    return tf.depthwiseConv2d(image, tf.reshape(kernel, [height, width, groups, multiplier]), pace, padding);
  }
  const kernels = tf.split(kernel, groups, -1);
  const convolved = tf
    .split(image, groups, -1)
    .map((part, group) => tf.conv2d(part as tf.Tensor4D, kernels[group] as tf.Tensor4D, pace, padding));
  return tf.concat(convolved, -1);
}
