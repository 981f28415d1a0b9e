import { defineGlobalPooling, type GlobalPoolingFactory } from './pooling/global-pooling.js';
import { meanOfSteps } from './pooling/mean-of-steps.js';

const globalAveragePooling1D = defineGlobalPooling('GlobalAveragePooling1D', 1, meanOfSteps);

/**
 * Averages over all steps, separately for each channel. Masked steps are left out.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, channels); with `keepdims` the reduced axes are kept with
 * size 1.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([28, 8])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1D: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsLast'> =
  globalAveragePooling1D('channelsLast');

/**
 * {@link GlobalAveragePooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = GlobalAveragePooling1D()(Input([8, 28])); // SymbolicTensor<[null, 8]>
 */
export const GlobalAveragePooling1DChannelsFirst: GlobalPoolingFactory<'GlobalAveragePooling1D', 1, 'channelsFirst'> =
  globalAveragePooling1D('channelsFirst');
