import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';

const adaptiveAveragePooling2D = defineAdaptivePooling('AdaptiveAveragePooling2D', 2, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size: window
 * `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveAveragePooling2D: AdaptivePoolingFactory<'AdaptiveAveragePooling2D', 2, 'channelsLast'> =
  adaptiveAveragePooling2D('channelsLast');

/**
 * {@link AdaptiveAveragePooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveAveragePooling2DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling2D',
  2,
  'channelsFirst'
> = adaptiveAveragePooling2D('channelsFirst');
