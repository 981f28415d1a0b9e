import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

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
