import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

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
