import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

const globalAveragePooling3D = defineGlobalPooling('GlobalAveragePooling3D', 3, tf.mean);

/**
 * Takes the mean of all of depth, height and width, in each channel for itself.
 *
 * Takes (batch, depth, height, width, channels), gives (batch, channels); with `keepdims` the axes stay, with a size of 1.
 *
 * @example
 * const features = GlobalAveragePooling3D()(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling3D: GlobalPoolingFactory<'GlobalAveragePooling3D', 3, 'channelsLast'> =
  globalAveragePooling3D('channelsLast');

/**
 * {@link GlobalAveragePooling3D} for (batch, channels, depth, height, width):
 * what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = GlobalAveragePooling3D()(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling3DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling3D', 3, 'channelsFirst'> =
  globalAveragePooling3D('channelsFirst');
