import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** What {@link ConvLSTM3D} takes beside the number of filters and the size of the kernels. */
export interface ConvLSTM3DOptions<
  Strides extends PerSpatialAxis<3> = PerSpatialAxis<3>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<3> = PerSpatialAxis<3>,
> extends ConvLSTMOptions<'ConvLSTM3D', Strides, Mode, Format, Rate> {}

const convLSTM3D = defineConvLSTM('ConvLSTM3D', 3);

/**
 * Goes through a sequence of volumes with a long short-term memory whose products are convolutions, by Shi et al. (2015).
 *
 * Takes (batch, time, depth, height, width, channels), gives (batch, new depth, new height, new width, filters), or one of these for each step with
 * `returnSequences`; with `returnState` a list of that, the hidden state and the carry, which are as large as the output at a
 * step. A call may be told the states to start from.
 *
 * @example
 * const encoded = ConvLSTM3D(8, 3)(Input([10, 16, 28, 28, 3])); // SymbolicTensor<[null, 14, 26, 26, 8]>
 */
export const ConvLSTM3D: ConvLSTMFactory<'ConvLSTM3D', 3, 'channelsLast'> = convLSTM3D('channelsLast');

/**
 * {@link ConvLSTM3D} for (batch, time, channels, depth, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const encoded = ConvLSTM3D(8, 3)(Input([10, 3, 16, 28, 28])); // SymbolicTensor<[null, 8, 14, 26, 26]>
 */
export const ConvLSTM3DChannelsFirst: ConvLSTMFactory<'ConvLSTM3D', 3, 'channelsFirst'> = convLSTM3D('channelsFirst');
