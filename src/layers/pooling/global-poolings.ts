import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './global-pooling.js';

/**
 * The mean over an axis of steps; where there is a mask of (batch, steps), over the steps that count.
 *
 * A sequence of which no step counts has NaN for its mean, as with Keras.
 */
function meanOfSteps(input: tf.Tensor, axes: number[], keepDims: boolean, mask: tf.Tensor | null): tf.Tensor {
  if (mask === null) return tf.mean(input, axes, keepDims);
  const counts = tf.expandDims(tf.cast(mask, 'float32'), axes[0] === 1 ? 2 : 1);
  return tf.div(tf.sum(tf.mul(input, counts), axes, keepDims), tf.sum(counts, axes, keepDims));
}

const globalAveragePooling1D = defineGlobalPooling('GlobalAveragePooling1D', 1, meanOfSteps);

/**
 * Averages over all steps, separately for each channel. Masked steps are left out.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, channels); with `keepdims` the reduced axes are kept with
 * size 1.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1D: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsLast'> =
  globalAveragePooling1D('channelsLast');

/**
 * {@link GlobalAveragePooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([8, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsFirst'> =
  globalAveragePooling1D('channelsFirst');

const globalAveragePooling2D = defineGlobalPooling('GlobalAveragePooling2D', 2, tf.mean);

/**
 * Averages over height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, channels); with `keepdims` the reduced axes are kept
 * with size 1.
 *
 * @example
 * const features = GlobalAveragePooling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling2D: GlobalPoolingFactory<'GlobalAveragePooling2D', 2, 'channelsLast'> =
  globalAveragePooling2D('channelsLast');

/**
 * {@link GlobalAveragePooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalAveragePooling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling2DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling2D', 2, 'channelsFirst'> =
  globalAveragePooling2D('channelsFirst');

const globalAveragePooling3D = defineGlobalPooling('GlobalAveragePooling3D', 3, tf.mean);

/**
 * Averages over depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, channels); with `keepdims` the reduced axes
 * are kept with size 1.
 *
 * @example
 * const features = GlobalAveragePooling3D()(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling3D: GlobalPoolingFactory<'GlobalAveragePooling3D', 3, 'channelsLast'> =
  globalAveragePooling3D('channelsLast');

/**
 * {@link GlobalAveragePooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalAveragePooling3D()(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling3DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling3D', 3, 'channelsFirst'> =
  globalAveragePooling3D('channelsFirst');

const globalMaxPooling1D = defineGlobalPooling('GlobalMaxPooling1D', 1, tf.max);

/**
 * Takes the maximum of all steps, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, channels); with `keepdims` the reduced axes are kept with
 * size 1.
 *
 * @example
 * const features = GlobalMaxPooling1D()(Input([28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling1D: GlobalPoolingFactory<'GlobalMaxPooling1D', 1, 'channelsLast'> =
  globalMaxPooling1D('channelsLast');

/**
 * {@link GlobalMaxPooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalMaxPooling1D()(Input([8, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling1DChannelsFirst: GlobalPoolingFactory<'GlobalMaxPooling1D', 1, 'channelsFirst'> =
  globalMaxPooling1D('channelsFirst');

const globalMaxPooling2D = defineGlobalPooling('GlobalMaxPooling2D', 2, tf.max);

/**
 * Takes the maximum of all of height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, channels); with `keepdims` the reduced axes are kept
 * with size 1.
 *
 * @example
 * const features = GlobalMaxPooling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling2D: GlobalPoolingFactory<'GlobalMaxPooling2D', 2, 'channelsLast'> =
  globalMaxPooling2D('channelsLast');

/**
 * {@link GlobalMaxPooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalMaxPooling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling2DChannelsFirst: GlobalPoolingFactory<'GlobalMaxPooling2D', 2, 'channelsFirst'> =
  globalMaxPooling2D('channelsFirst');

const globalMaxPooling3D = defineGlobalPooling('GlobalMaxPooling3D', 3, tf.max);

/**
 * Takes the maximum of all of depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, channels); with `keepdims` the reduced axes
 * are kept with size 1.
 *
 * @example
 * const features = GlobalMaxPooling3D()(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling3D: GlobalPoolingFactory<'GlobalMaxPooling3D', 3, 'channelsLast'> =
  globalMaxPooling3D('channelsLast');

/**
 * {@link GlobalMaxPooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalMaxPooling3D()(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling3DChannelsFirst: GlobalPoolingFactory<'GlobalMaxPooling3D', 3, 'channelsFirst'> =
  globalMaxPooling3D('channelsFirst');
