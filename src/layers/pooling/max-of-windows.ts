import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../../gradients/custom-gradient.js';
import { samePadding } from '../same-padding.js';

/**
 * The greatest number of each window over (batch, ...spatial axes, channels), axis by axis.
 *
 * Where several are the greatest, the gradient goes to each of them, as TensorFlow has it for volumes; for images and
 * sequences it goes to the first, as it does with `tf.maxPool`.
 */
export function maxOfWindows(
  input: tf.Tensor,
  size: readonly number[],
  strides: readonly number[],
  padding: 'valid' | 'same',
): tf.Tensor {
  return size.reduce(
    (reduced, extent, index) => maxAlong(reduced, index + 1, extent, strides[index] as number, padding),
    input,
  );
}

function maxAlong(
  input: tf.Tensor,
  axis: number,
  extent: number,
  stride: number,
  padding: 'valid' | 'same',
): tf.Tensor {
  if (extent === 1 && stride === 1) return input;
  const around = padding === 'same' ? samePadding(input.shape[axis] as number, extent, stride) : ([0, 0] as const);
  const paddings = input.shape.map((_, index): [number, number] => (index === axis ? [...around] : [0, 0]));
  const padded = tf.pad(input, paddings, Number.NEGATIVE_INFINITY);
  const places = Math.floor(((padded.shape[axis] as number) - extent) / stride) + 1;
  const covered = Array.from({ length: places * extent }, (_, index) => {
    return Math.floor(index / extent) * stride + (index % extent);
  });
  const windows = tf.gather(padded, tf.tensor1d(covered, 'int32'), axis);
  const shape = [...input.shape.slice(0, axis), places, extent, ...input.shape.slice(axis + 1)];
  return withGradient(tf.reshape(windows, shape), (given) => {
    const value = tf.max(given, axis + 1, true);
    return {
      value: tf.squeeze(value, [axis + 1]),
      saved: [given, value],
      gradient: (upstream, [all, greatest]) => {
        const isGreatest = tf.equal(all as tf.Tensor, greatest as tf.Tensor);
        return tf.mul(tf.expandDims(upstream, axis + 1), tf.cast(isGreatest, 'float32'));
      },
    };
  });
}
