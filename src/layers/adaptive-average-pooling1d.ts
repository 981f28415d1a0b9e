import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';

const adaptiveAveragePooling1D = defineAdaptivePooling('AdaptiveAveragePooling1D', 1, (windows) => tf.mean(windows, 2));

/**
 * Takes the mean of as many windows over steps as there are to come out, in each channel for itself.
 *
 * Takes (batch, steps, channels), gives (batch, outputSize, channels), whatever the sizes were: window `i` of
 * `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveAveragePooling1D: AdaptivePoolingFactory<'AdaptiveAveragePooling1D', 1, 'channelsLast'> =
  adaptiveAveragePooling1D('channelsLast');

/**
 * {@link AdaptiveAveragePooling1D} for (batch, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const pooled = AdaptiveAveragePooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveAveragePooling1DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling1D',
  1,
  'channelsFirst'
> = adaptiveAveragePooling1D('channelsFirst');
