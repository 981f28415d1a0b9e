import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions, SpatialNumbers } from '../../types/given-options.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import type { Shape } from '../../types/shape.js';
import type { ConvolutionShape } from './convolution.js';
import { type KernelMovement, windowOf } from './convolution-options.js';
import { convolutionOutput, knownChannels } from './convolution-shape.js';
import { convolveAxes, convolveChannels, withBias } from './convolve-axes.js';
import {
  configureDepthwise,
  type DepthwiseMovementOptions,
  type DepthwiseOptions,
  type GivenDepthwise,
} from './depthwise-convolution.js';

/** The options of a separable convolution besides those that concern shapes. */
interface PointwiseOptions extends DepthwiseOptions {
  /** Initializer of the pointwise kernel: its name, or one of `initializers`. The default is `glorotUniform`. */
  readonly pointwiseInitializer?: InitializerIdentifier;
  /** Regularizer of the pointwise kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly pointwiseRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the pointwise kernel after each update. The default is `null`, no constraint. */
  readonly pointwiseConstraint?: ConstraintIdentifier | null;
}

/** The options of a separable convolution besides the number of filters and the size of the kernel. */
interface SeparableConvolutionOptions<
  Strides extends PerAxis,
  Mode extends 'valid' | 'same',
  Multiplier extends number,
  Format extends DataFormat,
  Rate extends PerAxis,
> extends PointwiseOptions,
    DepthwiseMovementOptions<Strides, Mode, Multiplier, Format, Rate> {}

/** Makes layers of one class, with `Default` as the default data format. */
type SeparableConvolutionFactory<ClassName extends string, Rank extends 1 | 2, Default extends DataFormat> = <
  const Filters extends number,
  const KernelSize extends PerAxis,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends 'valid' | 'same' = 'valid',
  const Multiplier extends number = 1,
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of filters, which is the number of channels of the output. */
  filters: GivenSize<`${ClassName}: filters`, Filters>,
  /** The size of the depthwise kernel in pixels or steps: one number for all spatial axes, or one for each. */
  kernelSize: GivenPerAxis<`${ClassName}: kernelSize`, Rank, KernelSize>,
  options?: GivenOptions<
    ClassName,
    Given,
    SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> & LayerOptions<Name>,
    SpatialNumbers<Rank>
  >,
) => Layer<ConvolutionShape<ClassName, Rank, Filters, KernelSize, Strides, Mode, Format, Rate, 1>, Name>;

interface Given extends PointwiseOptions, GivenDepthwise {
  readonly filters: number;
}

const pointwiseDefaults: Required<Omit<PointwiseOptions, keyof DepthwiseOptions>> = {
  pointwiseInitializer: 'glorotUniform',
  pointwiseRegularizer: null,
  pointwiseConstraint: null,
};

/** Defines a class of separable convolution over `rank` axes, and what makes its layers for each data format. */
function defineSeparableConvolution<ClassName extends string, Rank extends 1 | 2>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => SeparableConvolutionFactory<ClassName, Rank, Default> {
  const convolution = defineLayer({
    name: className,
    configure: (given: Given) => ({
      filters: checkSize(`${className}: filters`, given.filters),
      ...configureDepthwise(className, rank, given),
      ...withDefaults(className, pointwiseDefaults, given),
    }),
    shape: (input, configuration) => output(input, configuration),
    weights: (input, { filters, kernelSize, depthMultiplier, dataFormat, useBias }) => {
      const channels = knownChannels(className, rank, input, dataFormat);
      return {
        depthwiseKernel: { shape: [...kernelSize, channels, depthMultiplier], options: 'depthwise' },
        pointwiseKernel: {
          shape: [...kernelSize.map(() => 1), channels * depthMultiplier, filters],
          options: 'pointwise',
        },
        bias: useBias ? [filters] : null,
      };
    },
    activation: ({ activation }) => activation,
    forward: (input, { depthwiseKernel, pointwiseKernel, bias }, configuration) => {
      // Sizes that were open in the graph are known only now.
      output(input.shape, configuration);
      const still = { strides: kernelOnes, padding: 'valid', dilationRate: kernelOnes, groups: 1 } as const;
      return withBias(input, bias, configuration, (images) =>
        convolveAxes(convolveChannels(images, depthwiseKernel, configuration), pointwiseKernel, still),
      );
    },
  });
  const kernelOnes = Array<number>(rank).fill(1);
  return (dataFormat) =>
    positionalAs(
      ['filters', 'kernelSize'],
      (
        filters,
        kernelSize,
        options: SeparableConvolutionOptions<PerAxis, 'valid' | 'same', number, DataFormat, PerAxis> &
          LayerOptions = {},
      ) =>
        convolution(
          {
            filters: filters as number,
            kernelSize: kernelSize as PerAxis,
            ...options,
            dataFormat: options.dataFormat ?? dataFormat,
          },
          options,
        ),
    );

  function output(input: Shape, { filters, ...movement }: Movement): Shape {
    return convolutionOutput(className, rank, input, windowOf(movement), filters);
  }
}

interface Movement extends KernelMovement<'valid' | 'same'> {
  readonly filters: number;
}

/** The options of {@link SeparableConv1D}. */
export interface SeparableConv1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const separableConv1D = defineSeparableConvolution('SeparableConv1D', 1);

/**
 * Convolves the steps of each channel separately, then combines the channels at each place.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters). With padding `valid` the number of
 * steps becomes `floor((steps - kernel) / stride) + 1`, with `same` `ceil(steps / stride)`. There are `depthMultiplier`
 * kernels for each channel, and the bias and the activation are those of what is mixed.
 *
 * @example
 * const features = SeparableConv1D(64, 3)(Input([100, 8])); // SymbolicTensor<[null, 98, 64]>
 */
export const SeparableConv1D: SeparableConvolutionFactory<'SeparableConv1D', 1, 'channelsLast'> =
  separableConv1D('channelsLast');

/**
 * {@link SeparableConv1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = SeparableConv1D(64, 3)(Input([8, 100])); // SymbolicTensor<[null, 64, 98]>
 */
export const SeparableConv1DChannelsFirst: SeparableConvolutionFactory<'SeparableConv1D', 1, 'channelsFirst'> =
  separableConv1D('channelsFirst');

/** The options of {@link SeparableConv2D}. */
export interface SeparableConv2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const separableConv2D = defineSeparableConvolution('SeparableConv2D', 2);

/**
 * Convolves the height and width of each channel separately, then combines the channels at each place.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, filters). With padding
 * `valid` the height becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`. There are
 * `depthMultiplier` kernels for each channel, and the bias and the activation are those of what is mixed.
 *
 * @example
 * const features = SeparableConv2D(64, [3, 3])(Input([28, 28, 8])); // SymbolicTensor<[null, 26, 26, 64]>
 */
export const SeparableConv2D: SeparableConvolutionFactory<'SeparableConv2D', 2, 'channelsLast'> =
  separableConv2D('channelsLast');

/**
 * {@link SeparableConv2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = SeparableConv2D(64, 3)(Input([8, 28, 28])); // SymbolicTensor<[null, 64, 26, 26]>
 */
export const SeparableConv2DChannelsFirst: SeparableConvolutionFactory<'SeparableConv2D', 2, 'channelsFirst'> =
  separableConv2D('channelsFirst');
