import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';
import { meanOfSteps } from './pooling/mean-of-steps.js';

const globalAveragePooling1D = defineGlobalPooling('GlobalAveragePooling1D', 1, meanOfSteps);

/**
 * Takes the mean of all steps, in each channel for itself. Steps that a mask leaves out do not count.
 *
 * Takes (batch, steps, channels), gives (batch, channels); with `keepdims` the axes stay, with a size of 1.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1D: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsLast'> =
  globalAveragePooling1D('channelsLast');

/**
 * {@link GlobalAveragePooling1D} for (batch, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([8, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsFirst'> =
  globalAveragePooling1D('channelsFirst');
