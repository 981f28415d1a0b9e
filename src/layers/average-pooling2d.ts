import { averagePool } from './pooling/average-pool.js';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling } from './pooling/pooling.js';
import type { Pooling2DFactory } from './pooling/pooling2d.js';

const averagePooling2D = definePooling('AveragePooling2D', 2, poolAxes(averagePool));

/**
 * Takes the mean of each window of height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, channels). With padding
 * `valid` the height becomes `floor((height - window) / stride) + 1`, with `same` `ceil(height / stride)`; padding does not
 * count in the mean.
 *
 * @example
 * const smaller = AveragePooling2D([2, 2])(Input([28, 28, 8])); // SymbolicTensor<[null, 14, 14, 8]>
 */
export const AveragePooling2D: Pooling2DFactory<'AveragePooling2D', 'channelsLast'> = averagePooling2D('channelsLast');

/**
 * {@link AveragePooling2D} for images of (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = AveragePooling2D([2, 2])(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 14, 14]>
 */
export const AveragePooling2DChannelsFirst: Pooling2DFactory<'AveragePooling2D', 'channelsFirst'> =
  averagePooling2D('channelsFirst');
