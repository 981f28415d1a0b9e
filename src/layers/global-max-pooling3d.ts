import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

const globalMaxPooling3D = defineGlobalPooling('GlobalMaxPooling3D', 3, tf.max);

/**
 * Takes the greatest number of all of depth, height and width, in each channel for itself.
 *
 * Takes (batch, depth, height, width, channels), gives (batch, channels); with `keepdims` the axes stay, with a size of 1.
 *
 * @example
 * const features = GlobalMaxPooling3D()(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling3D: GlobalPoolingFactory<'GlobalMaxPooling3D', 3, 'channelsLast'> =
  globalMaxPooling3D('channelsLast');

/**
 * {@link GlobalMaxPooling3D} for (batch, channels, depth, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = GlobalMaxPooling3D()(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling3DChannelsFirst: GlobalPoolingFactory<'GlobalMaxPooling3D', 3, 'channelsFirst'> =
  globalMaxPooling3D('channelsFirst');
