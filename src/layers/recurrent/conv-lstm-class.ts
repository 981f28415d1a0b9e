import { positional } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { DataFormat, SpatialRank } from '../../types/data-format.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import { type CheckedDilation, windowOf } from '../convolution/kernel-movement.js';
import { convLSTMCell, type GatePadding, type GivenConvLSTM } from './conv-lstm-cell.js';
import { type ConvolutionalShape, convolutionalSteps } from './convolutional-shape.js';
import { defineRecurrent } from './define-recurrent.js';
import type { LSTMCellOptions } from './lstm-cell.js';
import { type RecurrentLayer, recurrentLayer } from './recurrent-layer.js';
import type { RecurrentLayerOptions } from './recurrent-options.js';
import type { SequenceOptions } from './sequence-options.js';

/** What a convolutional LSTM takes besides the number of filters and the size of the kernels. */
export interface ConvLSTMOptions<
  ClassName extends string,
  Strides extends PerAxis,
  Mode extends GatePadding,
  Format extends DataFormat,
  Rate extends PerAxis,
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends LSTMCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {
  /** By how much the kernel moves on over the inputs. The default is 1.  Over the states it always moves by 1. */
  readonly strides?: Strides;
  /** `same` puts zeros around the inputs, as there always are around the states. The default is `valid`. */
  readonly padding?: Mode;
  readonly dataFormat?: Format;
  /** The distance between the places of the inputs that the kernel sees; 1 unless given, and with strides of more than 1. */
  readonly dilationRate?: CheckedDilation<ClassName, Strides, Rate>;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type ConvLSTMFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const Filters extends number,
  const KernelSize extends PerSpatialAxis<Rank>,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends GatePadding = 'valid',
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  filters: Filters,
  kernelSize: KernelSize,
  options?: ConvLSTMOptions<ClassName, Strides, Mode, Format, Rate, Sequences, State, Stateful, Unroll> &
    LayerOptions<Name>,
) => RecurrentLayer<
  ConvolutionalShape<
    ClassName,
    Rank,
    Filters,
    { size: KernelSize; strides: Strides; dilationRate: Rate; padding: Mode; dataFormat: Format },
    SequenceOptions<Sequences, State, Stateful, Unroll>
  >,
  Name
>;

/** Defines a class of convolutional LSTMs over `rank` axes, and what makes its layers for each data format. */
export function defineConvLSTM<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => ConvLSTMFactory<ClassName, Rank, Default> {
  const make = defineRecurrent(className, convLSTMCell(rank), (input, { filters, ...movement }) =>
    convolutionalSteps(className, rank, input, filters, windowOf(movement)),
  );
  return (dataFormat) =>
    positional(['filters', 'kernelSize'], (filters, kernelSize, options = {}) => {
      // The types of its options hold sentences, where they are wrong.
      const given = options as Omit<GivenConvLSTM, 'filters' | 'kernelSize'>;
      const all = { filters, kernelSize, ...given, dataFormat: given.dataFormat ?? dataFormat };
      return recurrentLayer(make(all, options));
    });
}
