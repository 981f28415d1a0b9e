import { averagePool } from './pooling/average-pool.js';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const averagePooling1D = definePooling('AveragePooling1D', 1, poolAxes(averagePool));

/**
 * Takes the mean of each window of steps, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels). With padding `valid` the number of
 * steps becomes `floor((steps - window) / stride) + 1`, with `same` `ceil(steps / stride)`; padding does not count in the
 * mean.
 *
 * @example
 * const smaller = AveragePooling1D(2)(Input([28, 8])); // SymbolicTensor<[null, 14, 8]>
 */
export const AveragePooling1D: PoolingFactory<'AveragePooling1D', 1, 'channelsLast'> = averagePooling1D('channelsLast');

/**
 * {@link AveragePooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling1D(2)(Input([8, 28])); // SymbolicTensor<[null, 8, 14]>
 */
export const AveragePooling1DChannelsFirst: PoolingFactory<'AveragePooling1D', 1, 'channelsFirst'> =
  averagePooling1D('channelsFirst');
