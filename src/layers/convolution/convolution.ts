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
import type { Padding } from '../../types/window.js';
import {
  type CheckedDilation,
  type CheckedGroups,
  type ConvolutionOptions,
  configureConvolution,
  type GivenConvolution,
  type GivenGroupMovement,
  type KernelMovement,
  windowOf,
} from './convolution-options.js';
import { type ConvolutionOutput, convolutionOutput } from './convolution-shape.js';
import { convolveAxes, withBias } from './convolve-axes.js';

/** The options of a convolution besides the number of filters and the size of the kernel. */
export interface ConvolutionLayerOptions<
  ClassName extends string,
  Filters extends number,
  Strides extends PerAxis,
  Mode extends Padding,
  Format extends DataFormat,
  Rate extends PerAxis,
  Groups extends number,
> extends ConvolutionOptions {
  /** By how much the kernel moves on. The default is 1. */
  readonly strides?: Strides;
  /**
   * `same` puts zeros around what comes in, so that it keeps its size with strides of 1; `causal` puts all of them before
   * it, so that no step sees a later one. The default is `valid`.
   */
  readonly padding?: Mode;
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
  /** The number of parts of the channels, each of which has filters of its own. The default is 1. */
  readonly groups?: CheckedGroups<ClassName, Filters, Groups>;
}

/** A kernel slides over the spatial axes; the channels become `Filters`. */
export interface ConvolutionShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Filters extends number,
  KernelSize extends PerAxis,
  Strides extends PerAxis = 1,
  Mode extends Padding = 'valid',
  Format extends DataFormat = 'channelsLast',
  Rate extends PerAxis = 1,
  Groups extends number = 1,
> extends ShapeFunction {
  readonly signature: ImageSignatures<SizeText<Filters>>[Rank][Format];
  readonly parameters: [ClassName, Rank, Filters, KernelSize, Strides, Mode, Format, Rate, Groups];
  readonly structured: false;
  readonly output: ConvolutionOutput<
    ClassName,
    Rank,
    this['input'],
    { size: KernelSize; strides: Strides; dilationRate: Rate; padding: Mode; dataFormat: Format },
    Filters,
    Groups
  >;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type ConvolutionFactory<
  ClassName extends string,
  Rank extends SpatialRank,
  Allowed extends Padding,
  Default extends DataFormat,
> = <
  const Filters extends number,
  const KernelSize extends PerAxis,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends Allowed | 'valid' = 'valid',
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Groups extends number = 1,
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
    ConvolutionLayerOptions<ClassName, Filters, Strides, Mode, Format, Rate, Groups> & LayerOptions<Name>,
    SpatialNumbers<Rank>
  >,
) => Layer<ConvolutionShape<ClassName, Rank, Filters, KernelSize, Strides, Mode, Format, Rate, Groups>, Name>;

/** Defines a class of convolution over `rank` axes, and what makes its layers for each data format. */
export function defineConvolution<ClassName extends string, Rank extends SpatialRank, Allowed extends Padding>(
  className: ClassName,
  rank: Rank,
  paddings: readonly Allowed[],
): <Default extends DataFormat>(dataFormat: Default) => ConvolutionFactory<ClassName, Rank, Allowed, Default> {
  const convolution = defineLayer({
    name: className,
    configure: (given: GivenConvolution<Padding>) => configureConvolution<Padding>(className, rank, paddings, given),
    shape: (input, configuration) => output(input, configuration),
    weights: (input, { filters, kernelSize, dataFormat, groups, useBias }) => ({
      kernel: [...kernelSize, (channelsLast(input, dataFormat).at(-1) as number) / groups, filters],
      bias: useBias ? [filters] : null,
    }),
    activation: ({ activation }) => activation,
    forward: (input, { kernel, bias }, configuration) => {
      // Sizes that were open in the graph are known only now.
      output(input.shape, configuration);
      return withBias(input, bias, configuration, (images) => convolveAxes(images, kernel, configuration));
    },
  });
  return (dataFormat) =>
    positionalAs(
      ['filters', 'kernelSize'],
      (
        filters,
        kernelSize,
        options: ConvolutionLayerOptions<string, number, PerAxis, Padding, DataFormat, PerAxis, number> &
          LayerOptions = {},
      ) => {
        // The types of its options hold sentences, where they are wrong.
        const given = options as ConvolutionOptions & GivenGroupMovement<Padding>;
        const sizes = { filters: filters as number, kernelSize: kernelSize as PerAxis };
        return convolution({ ...sizes, ...given, dataFormat: given.dataFormat ?? dataFormat }, options);
      },
    );

  function output(input: Shape, { filters, groups, ...movement }: ConvolutionMovement): Shape {
    return convolutionOutput(className, rank, input, windowOf(movement), filters, groups);
  }
}

interface ConvolutionMovement extends KernelMovement<Padding> {
  readonly filters: number;
  readonly groups: number;
}
