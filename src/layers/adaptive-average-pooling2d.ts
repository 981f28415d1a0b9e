import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';

const adaptiveAveragePooling2D = defineAdaptivePooling('AdaptiveAveragePooling2D', 2, (windows) => tf.mean(windows, 2));

/**
 * Takes the mean of as many windows over height and width as there are to come out, in each channel for itself.
 *
 * Takes (batch, height, width, channels), gives (batch, ...outputSize, channels), whatever the sizes were: window `i` of
 * `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveAveragePooling2D: AdaptivePoolingFactory<'AdaptiveAveragePooling2D', 2, 'channelsLast'> =
  adaptiveAveragePooling2D('channelsLast');

/**
 * {@link AdaptiveAveragePooling2D} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveAveragePooling2DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling2D',
  2,
  'channelsFirst'
> = adaptiveAveragePooling2D('channelsFirst');
