import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

const globalMaxPooling2D = defineGlobalPooling('GlobalMaxPooling2D', 2, tf.max);

/**
 * Takes the greatest number of all of height and width, in each channel for itself.
 *
 * Takes (batch, height, width, channels), gives (batch, channels); with `keepdims` the axes stay, with a size of 1.
 *
 * @example
 * const features = GlobalMaxPooling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling2D: GlobalPoolingFactory<'GlobalMaxPooling2D', 2, 'channelsLast'> =
  globalMaxPooling2D('channelsLast');

/**
 * {@link GlobalMaxPooling2D} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = GlobalMaxPooling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalMaxPooling2DChannelsFirst: GlobalPoolingFactory<'GlobalMaxPooling2D', 2, 'channelsFirst'> =
  globalMaxPooling2D('channelsFirst');
