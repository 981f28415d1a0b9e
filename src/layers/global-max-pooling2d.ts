import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

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
