import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** The options of {@link ConvLSTM3D}. */
export interface ConvLSTM3DOptions<
  Strides extends PerSpatialAxis<3> = PerSpatialAxis<3>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<3> = PerSpatialAxis<3>,
> extends ConvLSTMOptions<'ConvLSTM3D', Strides, Mode, Format, Rate> {}

const convLSTM3D = defineConvLSTM('ConvLSTM3D', 3);

/**
 * A long short-term memory over a sequence of volumes, with convolutions instead of matrix products (Shi et al., 2015).
 *
 * Input shape: (batch, time, depth, height, width, channels). Output shape:
 * (batch, new depth, new height, new width, filters), or with a time axis with `returnSequences`; with `returnState` a list
 * of the output, the hidden state and the carry, which have the shape of the output of one step. `initialState` in the call
 * gives the initial states.
 *
 * @example
 * const encoded = ConvLSTM3D(8, 3)(Input([10, 16, 28, 28, 3])); // SymbolicTensor<[null, 14, 26, 26, 8]>
 */
export const ConvLSTM3D: ConvLSTMFactory<'ConvLSTM3D', 3, 'channelsLast'> = convLSTM3D('channelsLast');

/**
 * {@link ConvLSTM3D} for (batch, time, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const encoded = ConvLSTM3D(8, 3)(Input([10, 3, 16, 28, 28])); // SymbolicTensor<[null, 8, 14, 26, 26]>
 */
export const ConvLSTM3DChannelsFirst: ConvLSTMFactory<'ConvLSTM3D', 3, 'channelsFirst'> = convLSTM3D('channelsFirst');
