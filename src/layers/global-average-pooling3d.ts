import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

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
