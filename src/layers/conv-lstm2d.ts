import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvLSTMFactory, type ConvLSTMOptions, defineConvLSTM } from './recurrent/conv-lstm-class.js';

/** What {@link ConvLSTM2D} takes beside the number of filters and the size of the kernels. */
export interface ConvLSTM2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends ConvLSTMOptions<'ConvLSTM2D', Strides, Mode, Format, Rate> {}

const convLSTM2D = defineConvLSTM('ConvLSTM2D', 2);

/**
 * Goes through a sequence of images with a long short-term memory whose products are convolutions, by Shi et al. (2015).
 *
 * Takes (batch, time, height, width, channels), gives (batch, new height, new width, filters), or one of these for each step with
 * `returnSequences`; with `returnState` a list of that, the hidden state and the carry, which are as large as the output at a
 * step. A call may be told the states to start from.
 *
 * @example
 * const encoded = ConvLSTM2D(8, 3)(Input([10, 28, 28, 3])); // SymbolicTensor<[null, 26, 26, 8]>
 */
export const ConvLSTM2D: ConvLSTMFactory<'ConvLSTM2D', 2, 'channelsLast'> = convLSTM2D('channelsLast');

/**
 * {@link ConvLSTM2D} for (batch, time, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const encoded = ConvLSTM2D(8, 3)(Input([10, 3, 28, 28])); // SymbolicTensor<[null, 8, 26, 26]>
 */
export const ConvLSTM2DChannelsFirst: ConvLSTMFactory<'ConvLSTM2D', 2, 'channelsFirst'> = convLSTM2D('channelsFirst');
