import { maxOfWindows } from './pooling/max-of-windows.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const maxPooling3D = definePooling('MaxPooling3D', 3, maxOfWindows);

/**
 * Takes the maximum of each window of depth, height and width, separately for each channel.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, channels).
 * With padding `valid` the depth becomes `floor((depth - window) / stride) + 1`, with `same` `ceil(depth / stride)`;
 * padding never counts.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8, 14, 14, 8]>
 */
export const MaxPooling3D: PoolingFactory<'MaxPooling3D', 3, 'channelsLast'> = maxPooling3D('channelsLast');

/**
 * {@link MaxPooling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8, 8, 14, 14]>
 */
export const MaxPooling3DChannelsFirst: PoolingFactory<'MaxPooling3D', 3, 'channelsFirst'> =
  maxPooling3D('channelsFirst');
