import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';

const adaptiveAveragePooling1D = defineAdaptivePooling('AdaptiveAveragePooling1D', 1, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of steps, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, outputSize, channels), for any input size: window `i` of `n`
 * goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveAveragePooling1D: AdaptivePoolingFactory<'AdaptiveAveragePooling1D', 1, 'channelsLast'> =
  adaptiveAveragePooling1D('channelsLast');

/**
 * {@link AdaptiveAveragePooling1D} for (batch, channels, steps), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveAveragePooling1DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling1D',
  1,
  'channelsFirst'
> = adaptiveAveragePooling1D('channelsFirst');
