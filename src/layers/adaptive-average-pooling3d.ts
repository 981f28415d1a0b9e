import * as tf from '@tensorflow/tfjs-core';
import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';

const adaptiveAveragePooling3D = defineAdaptivePooling('AdaptiveAveragePooling3D', 3, (windows) => tf.mean(windows, 2));

/**
 * Averages over windows of depth, height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size:
 * window `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling3D([2, 4, 7])(Input([16, 28, 30, 8])); // SymbolicTensor<[null, 2, 4, 7, 8]>
 */
export const AdaptiveAveragePooling3D: AdaptivePoolingFactory<'AdaptiveAveragePooling3D', 3, 'channelsLast'> =
  adaptiveAveragePooling3D('channelsLast');

/**
 * {@link AdaptiveAveragePooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveAveragePooling3D([2, 4, 7])(Input([8, 16, 28, 30])); // SymbolicTensor<[null, 8, 2, 4, 7]>
 */
export const AdaptiveAveragePooling3DChannelsFirst: AdaptivePoolingFactory<
  'AdaptiveAveragePooling3D',
  3,
  'channelsFirst'
> = adaptiveAveragePooling3D('channelsFirst');
