import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

const globalAveragePooling2D = defineGlobalPooling('GlobalAveragePooling2D', 2, tf.mean);

/**
 * Takes the mean of all of height and width, in each channel for itself.
 *
 * Takes (batch, height, width, channels), gives (batch, channels); with `keepdims` the axes stay, with a size of 1.
 *
 * @example
 * const features = GlobalAveragePooling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling2D: GlobalPoolingFactory<'GlobalAveragePooling2D', 2, 'channelsLast'> =
  globalAveragePooling2D('channelsLast');

/**
 * {@link GlobalAveragePooling2D} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = GlobalAveragePooling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling2DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling2D', 2, 'channelsFirst'> =
  globalAveragePooling2D('channelsFirst');
