import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../../gradients/custom-gradient.js';
import { samePadding } from '../convolution/convolution-options.js';
import { definePooling, type Pooling2DFactory, type PoolingFactory, poolAxes } from './pooling.js';

/**
 * The greatest number of each window over (batch, ...spatial axes, channels), axis by axis.
 *
 * Where several are the greatest, the gradient goes to each of them, as TensorFlow has it for volumes; for images and
 * sequences it goes to the first, as it does with `tf.maxPool`.
 */
function maxOfWindows(
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

const maxPooling1D = definePooling('MaxPooling1D', 1, poolAxes(tf.maxPool));

/**
 * Takes the maximum of each window of steps, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels). With padding `valid` the number of
 * steps becomes `floor((steps - window) / stride) + 1`, with `same` `ceil(steps / stride)`; padding never counts.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([28, 8])); // SymbolicTensor<[null, 14, 8]>
 */
export const MaxPooling1D: PoolingFactory<'MaxPooling1D', 1, 'channelsLast'> = maxPooling1D('channelsLast');

/**
 * {@link MaxPooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([8, 28])); // SymbolicTensor<[null, 8, 14]>
 */
export const MaxPooling1DChannelsFirst: PoolingFactory<'MaxPooling1D', 1, 'channelsFirst'> =
  maxPooling1D('channelsFirst');

const maxPooling2D = definePooling('MaxPooling2D', 2, poolAxes(tf.maxPool));

/**
 * Takes the maximum of each window of height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, channels). With padding
 * `valid` the height becomes `floor((height - window) / stride) + 1`, with `same` `ceil(height / stride)`; padding never
 * counts.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([28, 28, 8])); // SymbolicTensor<[null, 14, 14, 8]>
 */
export const MaxPooling2D: Pooling2DFactory<'MaxPooling2D', 'channelsLast'> = maxPooling2D('channelsLast');

/**
 * {@link MaxPooling2D} for images of (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 14, 14]>
 */
export const MaxPooling2DChannelsFirst: Pooling2DFactory<'MaxPooling2D', 'channelsFirst'> =
  maxPooling2D('channelsFirst');

const maxPooling3D = definePooling('MaxPooling3D', 3, maxOfWindows);

/**
 * Takes the maximum of each window of depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, channels).
 * With padding `valid` the depth becomes `floor((depth - window) / stride) + 1`, with `same` `ceil(depth / stride)`;
 * padding never counts.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8, 14, 14, 8]>
 */
export const MaxPooling3D: PoolingFactory<'MaxPooling3D', 3, 'channelsLast'> = maxPooling3D('channelsLast');

/**
 * {@link MaxPooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8, 8, 14, 14]>
 */
export const MaxPooling3DChannelsFirst: PoolingFactory<'MaxPooling3D', 3, 'channelsFirst'> =
  maxPooling3D('channelsFirst');
