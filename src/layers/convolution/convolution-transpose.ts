import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { channelsLast, type DataFormat, type ImageSignatures, type SpatialRank } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions, SpatialNumbers } from '../../types/given-options.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import type { Shape, SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type CheckedDilation, type ConvolutionOptions, windowOf } from './convolution-options.js';
import { knownChannels } from './convolution-shape.js';
import { withBias } from './convolve-axes.js';
import {
  type CheckedOutputPadding,
  configureTransposed,
  convolveTransposedAxes,
  type GivenTransposedMovement,
  type TransposedConfiguration,
} from './convolve-transposed.js';
import { type TransposedOutput, transposedOutput } from './transposed-window.js';

/** The options of a transposed convolution besides the number of filters and the size of the kernel. */
export interface ConvolutionTransposeOptions<
  ClassName extends string,
  Strides extends PerAxis,
  Mode extends 'valid' | 'same',
  Extra extends PerAxis | null,
  Format extends DataFormat,
  Rate extends PerAxis,
> extends ConvolutionOptions {
  /** How many times as long what comes out is, roughly. The default is 1. */
  readonly strides?: Strides;
  /**
   * `same` makes the output exactly `strides` times as large as the input; `valid` keeps all places that the kernel
   * reaches. The default is `valid`.
   */
  readonly padding?: Mode;
  /**
   * The number of pixels or steps that are added to the size of the output, less than the strides. The default is
   * `null`: the size follows from `padding`.
   */
  readonly outputPadding?: CheckedOutputPadding<ClassName, Strides, Extra>;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
  /**
   * The distance between neighboring elements of the kernel, in pixels or steps. It must be 1 where strides are more
   * than 1. The default is 1.
   */
  readonly dilationRate?: CheckedDilation<ClassName, Strides, Rate>;
}

/** A kernel slides over what comes out, whose spatial axes are longer; the channels become `Filters`. */
export interface ConvolutionTransposeShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Filters extends number,
  KernelSize extends PerAxis,
  Strides extends PerAxis = 1,
  Mode extends 'valid' | 'same' = 'valid',
  Extra extends PerAxis | null = null,
  Format extends DataFormat = 'channelsLast',
  Rate extends PerAxis = 1,
> extends ShapeFunction {
  readonly signature: ImageSignatures<SizeText<Filters>>[Rank][Format];
  readonly parameters: [ClassName, Rank, Filters, KernelSize, Strides, Mode, Extra, Format, Rate];
  readonly structured: false;
  readonly output: TransposedOutput<
    ClassName,
    Rank,
    this['input'],
    {
      size: KernelSize;
      strides: Strides;
      dilationRate: Rate;
      padding: Mode;
      dataFormat: Format;
      outputPadding: Extra;
    },
    Filters
  >;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type ConvolutionTransposeFactory<
  ClassName extends string,
  Rank extends SpatialRank,
  Default extends DataFormat,
> = <
  const Filters extends number,
  const KernelSize extends PerAxis,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends 'valid' | 'same' = 'valid',
  const Extra extends PerSpatialAxis<Rank> | null = null,
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of filters, which is the number of channels of the output. */
  filters: GivenSize<`${ClassName}: filters`, Filters>,
  /** The size of the kernel in pixels or steps: one number for all spatial axes, or one for each. */
  kernelSize: GivenPerAxis<`${ClassName}: kernelSize`, Rank, KernelSize>,
  options?: GivenOptions<
    ClassName,
    Given,
    ConvolutionTransposeOptions<ClassName, Strides, Mode, Extra, Format, Rate> & LayerOptions<Name>,
    SpatialNumbers<Rank>
  >,
) => Layer<ConvolutionTransposeShape<ClassName, Rank, Filters, KernelSize, Strides, Mode, Extra, Format, Rate>, Name>;

/** Defines a class of transposed convolution over `rank` axes, and what makes its layers for each data format. */
export function defineConvolutionTranspose<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => ConvolutionTransposeFactory<ClassName, Rank, Default> {
  const transposed = defineLayer({
    name: className,
    configure: (given: Parameters<typeof configureTransposed>[2]) => configureTransposed(className, rank, given),
    shape: (input, configuration) => output(input, configuration),
    weights: (input, { filters, kernelSize, dataFormat, useBias }) => ({
      kernel: [...kernelSize, filters, knownChannels(className, rank, input, dataFormat)],
      bias: useBias ? [filters] : null,
    }),
    activation: ({ activation }) => activation,
    forward: (input, { kernel, bias }, configuration) => {
      // Sizes that were open in the graph are known only now.
      const sizes = channelsLast(output(input.shape, configuration), configuration.dataFormat).slice(1, -1);
      return withBias(input, bias, configuration, (images) =>
        convolveTransposedAxes(images, kernel, { ...configuration, sizes: sizes as number[] }),
      );
    },
  });
  return (dataFormat) =>
    positionalAs(
      ['filters', 'kernelSize'],
      (
        filters,
        kernelSize,
        options: ConvolutionTransposeOptions<string, PerAxis, 'valid' | 'same', PerAxis | null, DataFormat, PerAxis> &
          LayerOptions = {},
      ) => {
        // The types of its options hold sentences, where they are wrong.
        const given = options as ConvolutionOptions & GivenTransposedMovement;
        const sizes = { filters: filters as number, kernelSize: kernelSize as PerAxis };
        return transposed({ ...sizes, ...given, dataFormat: given.dataFormat ?? dataFormat }, options);
      },
    );

  function output(input: Shape, configuration: Movement): Shape {
    const { filters, outputPadding } = configuration;
    return transposedOutput(className, rank, input, { ...windowOf(configuration), outputPadding }, filters);
  }
}

type Movement = Omit<TransposedConfiguration, keyof ConvolutionOptions>;
