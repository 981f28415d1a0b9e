import { maxOfWindows } from './pooling/max-of-windows.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const maxPooling3D = definePooling('MaxPooling3D', 3, maxOfWindows);

/**
 * Takes the greatest number of each window of depth, height and width, in each channel for itself.
 *
 * Takes (batch, depth, height, width, channels), gives (batch, new depth, new height, new width, channels).
 * With padding `valid` a depth becomes `floor((depth - window) / stride) + 1`, with `same`
 * `ceil(depth / stride)`; what is beyond the edge never counts.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([16, 28, 28, 8])); // SymbolicTensor<[null, 8, 14, 14, 8]>
 */
export const MaxPooling3D: PoolingFactory<'MaxPooling3D', 3, 'channelsLast'> = maxPooling3D('channelsLast');

/**
 * {@link MaxPooling3D} for (batch, channels, depth, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const smaller = MaxPooling3D([2, 2, 2])(Input([8, 16, 28, 28])); // SymbolicTensor<[null, 8, 8, 14, 14]>
 */
export const MaxPooling3DChannelsFirst: PoolingFactory<'MaxPooling3D', 3, 'channelsFirst'> =
  maxPooling3D('channelsFirst');
