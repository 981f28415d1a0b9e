import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { DataFormat, SpatialRank } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions, SpatialNumbers } from '../../types/given-options.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import { type CheckedDilation, windowOf } from '../convolution/convolution-options.js';
import { convLSTMCell, type GatePadding, type GivenConvLSTM } from './conv-lstm-cell.js';
import { type ConvolutionalShape, convolutionalSteps } from './convolutional-shape.js';
import { defineRecurrent, type Shares } from './define-recurrent.js';
import type { LSTMCellOptions } from './lstm.js';
import { type RecurrentLayer, recurrentLayer } from './recurrent-layer.js';
import type { RecurrentLayerOptions, SequenceOptions } from './recurrent-options.js';

/** The options of a convolutional LSTM besides the number of filters and the size of the kernels. */
interface ConvLSTMOptions<
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
  /**
   * The step of the kernel over the inputs, in pixels or steps: one number for all spatial axes, or one for each. Over
   * the states it is always 1. The default is 1.
   */
  readonly strides?: Strides;
  /** `same` puts zeros around the inputs, as there always are around the states. The default is `valid`. */
  readonly padding?: Mode;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
  /**
   * The distance between neighboring elements of the kernel over the inputs, in pixels or steps. It must be 1 where
   * strides are more than 1. The default is 1.
   */
  readonly dilationRate?: CheckedDilation<ClassName, Strides, Rate>;
}

/** Makes layers of one class, with `Default` as the default data format. */
type ConvLSTMFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const Filters extends number,
  const KernelSize extends PerAxis,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends GatePadding = 'valid',
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of filters, which is the number of channels of the output and of the states. */
  filters: GivenSize<`${ClassName}: filters`, Filters>,
  /** The size of the kernel in pixels or steps: one number for all spatial axes, or one for each. */
  kernelSize: GivenPerAxis<`${ClassName}: kernelSize`, Rank, KernelSize>,
  options?: GivenOptions<
    ClassName,
    Given,
    ConvLSTMOptions<ClassName, Strides, Mode, Format, Rate, Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
    Shares & Pick<SpatialNumbers<Rank>, 'strides' | 'dilationRate'>
  >,
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
function defineConvLSTM<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => ConvLSTMFactory<ClassName, Rank, Default> {
  const make = defineRecurrent(className, convLSTMCell(rank), (input, { filters, ...movement }) =>
    convolutionalSteps(className, rank, input, filters, windowOf(movement)),
  );
  return (dataFormat) =>
    positionalAs(
      ['filters', 'kernelSize'],
      (
        filters,
        kernelSize,
        options: ConvLSTMOptions<
          string,
          PerAxis,
          GatePadding,
          DataFormat,
          PerAxis,
          boolean,
          boolean,
          boolean,
          boolean
        > &
          LayerOptions = {},
      ) => {
        // The types of its options hold sentences, where they are wrong.
        const given = options as Omit<GivenConvLSTM, 'filters' | 'kernelSize'>;
        const sizes = { filters: filters as number, kernelSize: kernelSize as PerAxis };
        const all = { ...sizes, ...given, dataFormat: given.dataFormat ?? dataFormat };
        return recurrentLayer(make(all, options));
      },
    );
}

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
