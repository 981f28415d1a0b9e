import * as tf from '@tensorflow/tfjs-core';
import { dilated } from '../../types/window.js';
import { type ConvolutionConfiguration, samePadding } from './convolution-options.js';

/** Every second (third, ...) item along an axis, from the first on. */
function takeEvery(input: tf.Tensor, axis: number, step: number): tf.Tensor {
  const length = input.shape[axis] as number;
  if (step === 1 || length === 1) return input;
  const places = Array.from({ length: Math.ceil(length / step) }, (_, place) => place * step);
  return tf.gather(input, tf.tensor1d(places, 'int32'), axis);
}

type Movement = Pick<ConvolutionConfiguration<'valid' | 'same'>, 'strides' | 'padding' | 'dilationRate' | 'groups'>;

/**
 * Convolves (batch, height, width, channels) with a kernel of (height, width, channels / groups, filters), as TensorFlow
 * does; gives (batch, height, width, filters).
 */
export function convolve(image: tf.Tensor, kernel: tf.Tensor, movement: Movement): tf.Tensor {
  if (hasKernelFor(kernel, movement)) return convolveAt(image, kernel, movement);
  // What a backend cannot skip is computed, and left out.
  const { strides, padding, dilationRate } = movement;
  const around = strides.map((stride, axis): [number, number] => {
    const extent = dilated(kernel.shape[axis] as number, dilationRate[axis] as number);
    return padding === 'same' ? [...samePadding(image.shape[axis + 1] as number, extent, stride)] : [0, 0];
  });
  const padded = padding === 'same' ? tf.pad(image, [[0, 0], ...around, [0, 0]]) : image;
  const all = convolveAt(padded, kernel, { ...movement, padding: 'valid', strides: [1, 1] });
  return strides.reduce((left, stride, axis) => takeEvery(left, axis + 1, stride), all);
}

/** Whether the strides can be had: not with dilation, nor, for channels each on its own, different ones on each axis. */
function hasKernelFor(kernel: tf.Tensor, { strides: [down, right], dilationRate, groups }: Movement): boolean {
  const isMoved = down !== 1 || right !== 1;
  const isDilated = dilationRate.some((rate) => rate > 1);
  const isDepthwise = groups > 1 && kernel.shape[2] === 1;
  return !isMoved || (!isDilated && !(isDepthwise && down !== right));
}

function convolveAt(image: tf.Tensor, kernel: tf.Tensor, movement: Movement): tf.Tensor {
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
  if (channelsPerGroup === 1) {
    const multiplier = filters / groups;
    return tf.depthwiseConv2d(image, tf.reshape(kernel, [height, width, groups, multiplier]), pace, padding);
  }
  const kernels = tf.split(kernel, groups, -1);
  const convolved = tf
    .split(image, groups, -1)
    .map((part, group) => tf.conv2d(part as tf.Tensor4D, kernels[group] as tf.Tensor4D, pace, padding));
  return tf.concat(convolved, -1);
}
