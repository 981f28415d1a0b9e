import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './adaptive-pooling.js';

const adaptiveAveragePooling1D = defineAdaptivePooling('AdaptiveAveragePooling1D', 1, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of steps, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, outputSize, channels), for any input size: window `i` of `n`
 * goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveAveragePooling1D: AdaptivePoolingFactory<'AdaptiveAveragePooling1D', 1, 'channelsLast'> =
  adaptiveAveragePooling1D('channelsLast');

/**
 * {@link AdaptiveAveragePooling1D} for (batch, channels, steps), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveAveragePooling1DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling1D',
  1,
  'channelsFirst'
> = adaptiveAveragePooling1D('channelsFirst');

const adaptiveAveragePooling2D = defineAdaptivePooling('AdaptiveAveragePooling2D', 2, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size: window
 * `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveAveragePooling2D: AdaptivePoolingFactory<'AdaptiveAveragePooling2D', 2, 'channelsLast'> =
  adaptiveAveragePooling2D('channelsLast');

/**
 * {@link AdaptiveAveragePooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveAveragePooling2DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling2D',
  2,
  'channelsFirst'
> = adaptiveAveragePooling2D('channelsFirst');

const adaptiveAveragePooling3D = defineAdaptivePooling('AdaptiveAveragePooling3D', 3, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of depth, height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size:
 * window `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling3D([2, 4, 7])(Input([16, 28, 30, 8])); // SymbolicTensor<[null, 2, 4, 7, 8]>
 */
export const AdaptiveAveragePooling3D: AdaptivePoolingFactory<'AdaptiveAveragePooling3D', 3, 'channelsLast'> =
  adaptiveAveragePooling3D('channelsLast');

/**
 * {@link AdaptiveAveragePooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling3D([2, 4, 7])(Input([8, 16, 28, 30])); // SymbolicTensor<[null, 8, 2, 4, 7]>
 */
export const AdaptiveAveragePooling3DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling3D',
  3,
  'channelsFirst'
> = adaptiveAveragePooling3D('channelsFirst');

/**
 * The greatest number of (rows, windows, size, channels) in each window: (rows, windows, channels).
 *
 * Where several are the greatest, the gradient goes to the first, as in Keras; with `tf.max` it would go to all.
 */
function maxOfSections(windows: tf.Tensor4D): tf.Tensor {
  const [rows, count, size, channels] = windows.shape;
  const columns: tf.Tensor4D = tf.reshape(windows, [rows, count * size, 1, channels]);
  return tf.reshape(tf.maxPool(columns, [size, 1], [size, 1], 'valid'), [rows, count, channels]);
}

const adaptiveMaxPooling1D = defineAdaptivePooling('AdaptiveMaxPooling1D', 1, maxOfSections);

/**
 * Takes the maximum over windows of steps, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, outputSize, channels), for any input size: window `i` of `n`
 * goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveMaxPooling1D: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsLast'> =
  adaptiveMaxPooling1D('channelsLast');

/**
 * {@link AdaptiveMaxPooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveMaxPooling1DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsFirst'> =
  adaptiveMaxPooling1D('channelsFirst');

const adaptiveMaxPooling2D = defineAdaptivePooling('AdaptiveMaxPooling2D', 2, maxOfSections);

/**
 * Takes the maximum over windows of height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size: window
 * `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveMaxPooling2D: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsLast'> =
  adaptiveMaxPooling2D('channelsLast');

/**
 * {@link AdaptiveMaxPooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveMaxPooling2DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsFirst'> =
  adaptiveMaxPooling2D('channelsFirst');

const adaptiveMaxPooling3D = defineAdaptivePooling('AdaptiveMaxPooling3D', 3, maxOfSections);

/**
 * Takes the maximum over windows of depth, height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size:
 * window `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([16, 28, 30, 8])); // SymbolicTensor<[null, 2, 4, 7, 8]>
 */
export const AdaptiveMaxPooling3D: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsLast'> =
  adaptiveMaxPooling3D('channelsLast');

/**
 * {@link AdaptiveMaxPooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([8, 16, 28, 30])); // SymbolicTensor<[null, 8, 2, 4, 7]>
 */
export const AdaptiveMaxPooling3DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsFirst'> =
  adaptiveMaxPooling3D('channelsFirst');
