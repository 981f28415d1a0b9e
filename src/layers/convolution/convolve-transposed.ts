import * as tf from '@tensorflow/tfjs-core';
import { dilated } from '../../types/window.js';
import { convolve } from './convolve.js';
import type { TransposedMovement } from './transposed-options.js';

/** How a kernel moves over what comes out, and how large that is. */
export interface TransposedMove extends Pick<TransposedMovement, 'strides' | 'padding' | 'dilationRate'> {
  readonly sizes: readonly number[];
}

/**
 * The transpose of a convolution of images: every pixel of (batch, height, width, channels) adds the kernel of (height,
 * width, filters, channels), times its channels, to where it would have seen it in (batch, ...sizes, filters).
 */
export function convolveTransposed(image: tf.Tensor, kernel: tf.Tensor, move: TransposedMove): tf.Tensor {
  return move.dilationRate.some((rate) => rate > 1)
    ? convolveTurned(image, kernel, move)
    : convolveBack(image as tf.Tensor4D, kernel as tf.Tensor4D, move);
}

/** How many pixels of all that the kernel reaches are before those that come out, on one axis. */
export function beyondStart(reached: number, size: number, padding: 'valid' | 'same'): number {
  return padding === 'valid' ? 0 : Math.floor(Math.max(0, reached - size) / 2);
}

/** With strides: by the gradient that the convolution has. */
function convolveBack(image: tf.Tensor4D, kernel: tf.Tensor4D, { strides, padding, sizes }: TransposedMove): tf.Tensor {
  const places = image.shape.slice(1, 3);
  const pace = strides as [number, number];
  const convolveTo = ([height, width]: readonly number[], mode: 'valid' | 'same') => {
    const shape: tf.Tensor4D['shape'] = [image.shape[0], height as number, width as number, kernel.shape[2]];
    return tf.conv2dTranspose(image, kernel, shape, pace, mode);
  };
  const isConvolved = sizes.every((size, axis) => Math.ceil(size / (pace[axis] as number)) === places[axis]);
  if (padding === 'valid' || isConvolved) return convolveTo(sizes, padding);
  // No convolution has so many places on an output that is so small: what it is too small for goes.
  const reached = places.map((count, axis) => (count - 1) * (pace[axis] as number) + (kernel.shape[axis] as number));
  const starts = reached.map((all, axis) => beyondStart(all, sizes[axis] as number, padding));
  const whole = convolveTo(
    reached.map((all, axis) => Math.max(all, sizes[axis] as number)),
    'valid',
  );
  return tf.slice(whole, [0, ...starts, 0], [-1, ...sizes, -1]);
}

/** With dilation, and so without strides: by a convolution with the kernel turned by half a turn. */
function convolveTurned(image: tf.Tensor, kernel: tf.Tensor, { padding, dilationRate, sizes }: TransposedMove) {
  const around = sizes.map((size, axis): [number, number] => {
    const places = image.shape[axis + 1] as number;
    const reach = dilated(kernel.shape[axis] as number, dilationRate[axis] as number) - 1;
    const before = reach - beyondStart(places + reach, size, padding);
    return [before, size + reach - places - before];
  });
  const padded = tf.pad(image, [[0, 0], ...around, [0, 0]]);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  return convolve(padded, turned, { strides: [1, 1], padding: 'valid', dilationRate, groups: 1 });
}
