import * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';
import { dilated, type Padding } from '../../types/window.js';
import { inChannelsLast } from '../core/input-format.js';
import { type ConvolutionConfiguration, type KernelMovement, samePadding } from './convolution-options.js';
import { convolve } from './convolve.js';

/** How a kernel moves over as many axes as there are. */
export type Movement = Pick<ConvolutionConfiguration<Padding>, 'strides' | 'padding' | 'dilationRate' | 'groups'>;

/**
 * Convolves (batch, ...spatial axes, channels) with a kernel of (...spatial axes, channels / groups, filters): sequences as
 * images of one row, volumes as images one behind the other.
 */
export function convolveAxes(input: tf.Tensor, kernel: tf.Tensor, movement: Movement): tf.Tensor {
  if (kernel.rank === 3) return convolveSequence(input, kernel, movement);
  const images = movement as Movement & { padding: 'valid' | 'same' };
  return kernel.rank === 4 ? convolve(input, kernel, images) : convolveVolume(input, kernel, images);
}

function convolveSequence(sequence: tf.Tensor, kernel: tf.Tensor, movement: Movement): tf.Tensor {
  const [stride = 1] = movement.strides;
  const [rate = 1] = movement.dilationRate;
  const isCausal = movement.padding === 'causal';
  const before = isCausal ? dilated(kernel.shape[0] as number, rate) - 1 : 0;
  const padding = movement.padding === 'causal' ? 'valid' : movement.padding;
  const padded =
    before === 0
      ? sequence
      : tf.pad(sequence, [
          [0, 0],
          [before, 0],
          [0, 0],
        ]);
  const image = tf.expandDims(padded, 1);
  // One row has one place, whatever the stride; some kernels take equal strides only.
  const along = { padding, strides: [stride, stride], dilationRate: [1, rate], groups: movement.groups } as const;
  return tf.squeeze(convolve(image, tf.expandDims(kernel, 0), along), [1]);
}

/** The images of a volume that each slice of the kernel sees, convolved with it and added up. */
function convolveVolume(
  volume: tf.Tensor,
  kernel: tf.Tensor,
  movement: Movement & { readonly padding: 'valid' | 'same' },
): tf.Tensor {
  const [stride = 1, ...strides] = movement.strides;
  const [rate = 1, ...dilationRate] = movement.dilationRate;
  const [batch = 0, depth = 0, ...image] = volume.shape;
  const [size = 1, ...kernelShape] = kernel.shape;
  const extent = dilated(size, rate);
  const [before, after] = movement.padding === 'same' ? samePadding(depth, extent, stride) : ([0, 0] as const);
  const padded =
    before + after === 0
      ? volume
      : tf.pad(volume, [
          [0, 0],
          [before, after],
          [0, 0],
          [0, 0],
          [0, 0],
        ]);
  const places = Math.floor((before + depth + after - extent) / stride) + 1;
  const slices = Array.from({ length: size }, (_, slice) => {
    const seen = Array.from({ length: places }, (_, place) => place * stride + slice * rate);
    const images = tf.reshape(tf.gather(padded, tf.tensor1d(seen, 'int32'), 1), [batch * places, ...image]);
    const weights = tf.reshape(tf.slice(kernel, slice, 1), kernelShape);
    return convolve(images, weights, { ...movement, strides, dilationRate });
  });
  const sum = slices.reduce((total, slice) => tf.add(total, slice));
  return tf.reshape(sum, [batch, places, ...sum.shape.slice(1)]);
}

/**
 * Convolves each channel of (batch, ...spatial axes, channels) on its own, with a kernel of (...spatial axes, channels,
 * multiplier); gives (batch, ...spatial axes, channels * multiplier).
 */
export function convolveChannels(
  input: tf.Tensor,
  kernel: tf.Tensor,
  movement: KernelMovement<'valid' | 'same'>,
): tf.Tensor {
  const spatial = kernel.shape.slice(0, -2);
  const channels = kernel.shape.at(-2) as number;
  return convolveAxes(input, tf.reshape(kernel, [...spatial, 1, -1]), { ...movement, groups: channels });
}

/**
 * The result of `compute` for images with their channels last, plus a bias for each channel, in the data format of the layer.
 *
 * The activation that follows sees this format, as in Keras: `softmax` is over the last axis.
 */
export function withBias(
  input: tf.Tensor,
  bias: tf.Tensor | null,
  { dataFormat }: { readonly dataFormat: DataFormat },
  compute: (images: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return inChannelsLast(input, dataFormat, (images) => {
    const computed = compute(images);
    return bias === null ? computed : tf.add(computed, bias);
  });
}
