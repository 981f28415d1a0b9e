import { type AdaptivePoolingFactory, defineAdaptivePooling } from './pooling/adaptive-pooling.js';
import { maxOfSections } from './pooling/max-of-sections.js';

const adaptiveMaxPooling1D = defineAdaptivePooling('AdaptiveMaxPooling1D', 1, maxOfSections);

/**
 * Takes the maximum over windows of steps, as many as the output has places, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, outputSize, channels), for any input size: window `i` of `n`
 * goes from `floor(i * size / n)` to `ceil((i + 1) * size / n)`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([28, 8])); // SymbolicTensor<[null, 4, 8]>
 */
export const AdaptiveMaxPooling1D: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsLast'> =
  adaptiveMaxPooling1D('channelsLast');

/**
 * {@link AdaptiveMaxPooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const pooled = AdaptiveMaxPooling1D(4)(Input([8, 28])); // SymbolicTensor<[null, 8, 4]>
 */
export const AdaptiveMaxPooling1DChannelsFirst: AdaptivePoolingFactory<'AdaptiveMaxPooling1D', 1, 'channelsFirst'> =
  adaptiveMaxPooling1D('channelsFirst');
