import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling3D = defineAdaptivePooling('AdaptiveMaxPooling3D', 3, maxOfSections);

/**
 * Takes the greatest number of as many windows over depth, height and width as there are to come out, in each channel for itself.
 *
 * Takes (batch, depth, height, width, channels), gives (batch, ...outputSize, channels), whatever the sizes were: window `i` of
 * `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([16, 28, 30, 8])); // SymbolicTensor<[null, 2, 4, 7, 8]>
 */
export const AdaptiveMaxPooling3D: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsLast'> =
  adaptiveMaxPooling3D('channelsLast');

/**
 * {@link AdaptiveMaxPooling3D} for (batch, channels, depth, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const pooled = AdaptiveMaxPooling3D([2, 4, 7])(Input([8, 16, 28, 30])); // SymbolicTensor<[null, 8, 2, 4, 7]>
 */
export const AdaptiveMaxPooling3DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling3D', 3, 'channelsFirst'> =
  adaptiveMaxPooling3D('channelsFirst');
