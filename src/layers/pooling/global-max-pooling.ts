import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './global-pooling.js';

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
