import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling3D = defineAdaptivePooling('AdaptiveMaxPooling3D', 3, maxOfSections);

/**
 * Takes the maximum over windows of depth, height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size:
 * window `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([16, 28, 30, 8])); // SymbolicTensor<[null, 2, 4, 7, 8]>
 */
export const AdaptiveMaxPooling3D: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsLast'> =
  adaptiveMaxPooling3D('channelsLast');

/**
 * {@link AdaptiveMaxPooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([8, 16, 28, 30])); // SymbolicTensor<[null, 8, 2, 4, 7]>
 */
export const AdaptiveMaxPooling3DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsFirst'> =
  adaptiveMaxPooling3D('channelsFirst');
