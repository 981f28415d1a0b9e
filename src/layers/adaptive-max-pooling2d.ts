import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling2D = defineAdaptivePooling('AdaptiveMaxPooling2D', 2, maxOfSections);

/**
 * Takes the maximum over windows of height and width, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, ...outputSize, channels), for any input size: window
 * `i` of `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveMaxPooling2D: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsLast'> =
  adaptiveMaxPooling2D('channelsLast');

/**
 * {@link AdaptiveMaxPooling2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveMaxPooling2DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsFirst'> =
  adaptiveMaxPooling2D('channelsFirst');
