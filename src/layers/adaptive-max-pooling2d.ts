import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling2D = defineAdaptivePooling('AdaptiveMaxPooling2D', 2, maxOfSections);

/**
 * Takes the greatest number of as many windows over height and width as there are to come out, in each channel for itself.
 *
 * Takes (batch, height, width, channels), gives (batch, ...outputSize, channels), whatever the sizes were: window `i` of
 * `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([28, 30, 8])); // SymbolicTensor<[null, 4, 7, 8]>
 */
export const AdaptiveMaxPooling2D: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsLast'> =
  adaptiveMaxPooling2D('channelsLast');

/**
 * {@link AdaptiveMaxPooling2D} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const pooled = AdaptiveMaxPooling2D([4, 7])(Input([8, 28, 30])); // SymbolicTensor<[null, 8, 4, 7]>
 */
export const AdaptiveMaxPooling2DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling2D', 2, 'channelsFirst'> =
  adaptiveMaxPooling2D('channelsFirst');
