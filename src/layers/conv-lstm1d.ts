import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** What {@link ConvLSTM1D} takes beside the number of filters and the size of the kernels. */
export interface ConvLSTM1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends ConvLSTMOptions<'ConvLSTM1D', Strides, Mode, Format, Rate> {}

const convLSTM1D = defineConvLSTM('ConvLSTM1D', 1);

/**
 * Goes through a sequence of rows with a long short-term memory whose products are convolutions, by Shi et al. (2015).
 *
 * Takes (batch, time, steps, channels), gives (batch, new steps, filters), or one of these for each step with
 * `returnSequences`; with `returnState` a list of that, the hidden state and the carry, which are as large as the output at a
 * step. A call may be told the states to start from.
 *
 * @example
 * const encoded = ConvLSTM1D(8, 3)(Input([10, 32, 3])); // SymbolicTensor<[null, 30, 8]>
 */
export const ConvLSTM1D: ConvLSTMFactory<'ConvLSTM1D', 1, 'channelsLast'> = convLSTM1D('channelsLast');

/**
 * {@link ConvLSTM1D} for (batch, time, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const encoded = ConvLSTM1D(8, 3)(Input([10, 3, 32])); // SymbolicTensor<[null, 8, 30]>
 */
export const ConvLSTM1DChannelsFirst: ConvLSTMFactory<'ConvLSTM1D', 1, 'channelsFirst'> = convLSTM1D('channelsFirst');
