import { averagePool } from './pooling/average-pool.js';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const averagePooling3D = definePooling('AveragePooling3D', 3, poolAxes(averagePool));

/**
 * Takes the mean of each window of depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, channels).
 * With padding `valid` the depth becomes `floor((depth - window) / stride) + 1`, with `same` `ceil(depth / stride)`;
 * padding does not count in the mean.
 *
 * @example
 * const smaller = AveragePooling3D([2, 2, 2])(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8, 14, 14, 8]>
 */
export const AveragePooling3D: PoolingFactory<'AveragePooling3D', 3, 'channelsLast'> = averagePooling3D('channelsLast');

/**
 * {@link AveragePooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling3D([2, 2, 2])(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8, 8, 14, 14]>
 */
export const AveragePooling3DChannelsFirst: PoolingFactory<'AveragePooling3D', 3, 'channelsFirst'> =
  averagePooling3D('channelsFirst');
