import * as tf from '@tensorflow/tfjs-core';
import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';

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
