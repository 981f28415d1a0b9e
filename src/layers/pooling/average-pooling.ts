import * as tf from '@tensorflow/tfjs-core';
import { samePadding } from '../convolution/convolution-options.js';
import { definePooling, type Pooling2DFactory, type PoolingFactory, poolAxes } from './pooling.js';

type Sizes = [height: number, width: number];

/**
 * The mean of each window over (batch, height, width, channels); what padding adds does not count.
 *
 * `tf.avgPool` computes the same, but the gradient that it has divides by the size of the whole window at the edges too.
 */
function averagePool(images: tf.Tensor4D, size: Sizes, strides: Sizes, padding: 'valid' | 'same'): tf.Tensor {
  const [, height, width] = images.shape;
  const rows = alongAxis(height, size[0], strides[0]);
  const columns = alongAxis(width, size[1], strides[1]);
  if (padding === 'valid' || (rows.isWhole && columns.isWhole)) return tf.avgPool(images, size, strides, 'valid');
  const padded = tf.pad(images, [[0, 0], rows.padding, columns.padding, [0, 0]]) as tf.Tensor4D;
  const factors = tf.mul(
    tf.tensor(rows.factors, [rows.factors.length, 1, 1]),
    tf.tensor(columns.factors, [columns.factors.length, 1]),
  );
  return tf.mul(tf.avgPool(padded, size, strides, 'valid'), factors);
}

/** The padding of one axis, and by what a mean with it is to be multiplied at each place to be one without. */
function alongAxis(size: number, extent: number, stride: number) {
  const [before, after] = samePadding(size, extent, stride);
  const factors = Array.from({ length: Math.ceil(size / stride) }, (_, place) => {
    const start = place * stride - before;
    return extent / (Math.min(start + extent, size) - Math.max(start, 0));
  });
  return { padding: [before, after] as [number, number], factors, isWhole: before + after === 0 };
}

const averagePooling1D = definePooling('AveragePooling1D', 1, poolAxes(averagePool));

/**
 * Takes the mean of each window of steps, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels). With padding `valid` the number of
 * steps becomes `floor((steps - window) / stride) + 1`, with `same` `ceil(steps / stride)`; padding does not count in the
 * mean.
 *
 * @example
 * const smaller = AveragePooling1D(2)(Input([28, 8])); // SymbolicTensor<[null, 14, 8]>
 */
export const AveragePooling1D: PoolingFactory<'AveragePooling1D', 1, 'channelsLast'> = averagePooling1D('channelsLast');

/**
 * {@link AveragePooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling1D(2)(Input([8, 28])); // SymbolicTensor<[null, 8, 14]>
 */
export const AveragePooling1DChannelsFirst: PoolingFactory<'AveragePooling1D', 1, 'channelsFirst'> =
  averagePooling1D('channelsFirst');

const averagePooling2D = definePooling('AveragePooling2D', 2, poolAxes(averagePool));

/**
 * Takes the mean of each window of height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, channels). With padding
 * `valid` the height becomes `floor((height - window) / stride) + 1`, with `same` `ceil(height / stride)`; padding does not
 * count in the mean.
 *
 * @example
 * const smaller = AveragePooling2D([2, 2])(Input([28, 28, 8])); // SymbolicTensor<[null, 14, 14, 8]>
 */
export const AveragePooling2D: Pooling2DFactory<'AveragePooling2D', 'channelsLast'> = averagePooling2D('channelsLast');

/**
 * {@link AveragePooling2D} for images of (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling2D([2, 2])(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 14, 14]>
 */
export const AveragePooling2DChannelsFirst: Pooling2DFactory<'AveragePooling2D', 'channelsFirst'> =
  averagePooling2D('channelsFirst');

const averagePooling3D = definePooling('AveragePooling3D', 3, poolAxes(averagePool));

/**
 * Takes the mean of each window of depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, channels).
 * With padding `valid` the depth becomes `floor((depth - window) / stride) + 1`, with `same` `ceil(depth / stride)`;
 * padding does not count in the mean.
 *
 * @example
 * const smaller = AveragePooling3D([2, 2, 2])(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8, 14, 14, 8]>
 */
export const AveragePooling3D: PoolingFactory<'AveragePooling3D', 3, 'channelsLast'> = averagePooling3D('channelsLast');

/**
 * {@link AveragePooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling3D([2, 2, 2])(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8, 8, 14, 14]>
 */
export const AveragePooling3DChannelsFirst: PoolingFactory<'AveragePooling3D', 3, 'channelsFirst'> =
  averagePooling3D('channelsFirst');
