import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** The options of {@link ConvLSTM2D}. */
export interface ConvLSTM2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends ConvLSTMOptions<'ConvLSTM2D', Strides, Mode, Format, Rate> {}

const convLSTM2D = defineConvLSTM('ConvLSTM2D', 2);

/**
 * A long short-term memory over a sequence of images, with convolutions instead of matrix products (Shi et al., 2015).
 *
 * Input shape: (batch, time, height, width, channels). Output shape: (batch, new height, new width, filters), or with a
 * time axis with `returnSequences`; with `returnState` a list of the output, the hidden state and the carry, which have the
 * shape of the output of one step. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = ConvLSTM2D(8, 3)(Input([10, 28, 28, 3])); // SymbolicTensor<[null, 26, 26, 8]>
 */
export const ConvLSTM2D: ConvLSTMFactory<'ConvLSTM2D', 2, 'channelsLast'> = convLSTM2D('channelsLast');

/**
 * {@link ConvLSTM2D} for (batch, time, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const encoded = ConvLSTM2D(8, 3)(Input([10, 3, 28, 28])); // SymbolicTensor<[null, 8, 26, 26]>
 */
export const ConvLSTM2DChannelsFirst: ConvLSTMFactory<'ConvLSTM2D', 2, 'channelsFirst'> = convLSTM2D('channelsFirst');
