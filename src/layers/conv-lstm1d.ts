import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** The options of {@link ConvLSTM1D}. */
export interface ConvLSTM1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends ConvLSTMOptions<'ConvLSTM1D', Strides, Mode, Format, Rate> {}

const convLSTM1D = defineConvLSTM('ConvLSTM1D', 1);

/**
 * A long short-term memory over a sequence of rows, with convolutions instead of matrix products (Shi et al., 2015).
 *
 * Input shape: (batch, time, steps, channels). Output shape: (batch, new steps, filters), or with a time axis with
 * `returnSequences`; with `returnState` a list of the output, the hidden state and the carry, which have the shape of the
 * output of one step. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = ConvLSTM1D(8, 3)(Input([10, 32, 3])); // SymbolicTensor<[null, 30, 8]>
 */
export const ConvLSTM1D: ConvLSTMFactory<'ConvLSTM1D', 1, 'channelsLast'> = convLSTM1D('channelsLast');

/**
 * {@link ConvLSTM1D} for (batch, time, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const encoded = ConvLSTM1D(8, 3)(Input([10, 3, 32])); // SymbolicTensor<[null, 8, 30]>
 */
export const ConvLSTM1DChannelsFirst: ConvLSTMFactory<'ConvLSTM1D', 1, 'channelsFirst'> = convLSTM1D('channelsFirst');
