import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling1D = defineAdaptivePooling('AdaptiveMaxPooling1D', 1, maxOfSections);

/**
 * Takes the greatest number of as many windows over steps as there are to come out, in each channel for itself.
 *
 * Takes (batch, steps, channels), gives (batch, outputSize, channels), whatever the sizes were: window `i` of
 * `n` goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveMaxPooling1D: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsLast'> =
  adaptiveMaxPooling1D('channelsLast');

/**
 * {@link AdaptiveMaxPooling1D} for (batch, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveMaxPooling1DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsFirst'> =
  adaptiveMaxPooling1D('channelsFirst');
