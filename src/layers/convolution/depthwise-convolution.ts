import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { DataFormat, ImageSignatures, SpatialRank } from '../../types/data-format.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions, SpatialNumbers } from '../../types/given-options.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import type { Shape, SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import {
  type BiasOptions,
  biasDefaults,
  configureMovement,
  type GivenMovement,
  type KernelMovement,
  windowOf,
} from './convolution-options.js';
import { type DepthwiseOutput, depthwiseOutput, knownChannels } from './convolution-shape.js';
import { convolveChannels, withBias } from './convolve-axes.js';

/** The options of a convolution of each channel on its own besides those that concern shapes. */
export interface DepthwiseOptions extends BiasOptions {
  /** Initializer of the depthwise kernel: its name, or one of `initializers`. The default is `glorotUniform`. */
  readonly depthwiseInitializer?: InitializerIdentifier;
  /** Regularizer of the depthwise kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly depthwiseRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the depthwise kernel after each update. The default is `null`, no constraint. */
  readonly depthwiseConstraint?: ConstraintIdentifier | null;
}

/** What it takes that concerns its shapes. */
export interface DepthwiseMovementOptions<
  Strides extends PerAxis,
  Mode extends 'valid' | 'same',
  Multiplier extends number,
  Format extends DataFormat,
  Rate extends PerAxis,
> {
  /** By how much the kernel moves on. The default is 1. */
  readonly strides?: Strides;
  /** `same` puts zeros around what comes in, so that it keeps its size with strides of 1. The default is `valid`. */
  readonly padding?: Mode;
  /** How many kernels each channel has. The default is 1. */
  readonly depthMultiplier?: Multiplier;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
  /** The distance between the places that the kernel sees. The default is 1. */
  readonly dilationRate?: Rate;
}

/** The options of such a convolution, as users give them. */
export interface GivenDepthwise extends DepthwiseOptions, GivenMovement<'valid' | 'same'> {
  readonly kernelSize: PerAxis;
  readonly depthMultiplier?: number;
}

/** All options of such a convolution, checked and filled in. */
interface DepthwiseConfiguration extends Required<DepthwiseOptions>, KernelMovement<'valid' | 'same'> {
  readonly depthMultiplier: number;
}

const defaults: Required<DepthwiseOptions> = {
  ...biasDefaults,
  depthwiseInitializer: 'glorotUniform',
  depthwiseRegularizer: null,
  depthwiseConstraint: null,
};

/** Checks the options of such a convolution over `rank` axes, and fills in Keras' defaults. */
export function configureDepthwise(layer: string, rank: SpatialRank, given: GivenDepthwise): DepthwiseConfiguration {
  return {
    ...withDefaults(layer, defaults, given),
    ...configureMovement(layer, rank, ['valid', 'same'], given),
    depthMultiplier: checkSize(`${layer}: depthMultiplier`, given.depthMultiplier ?? 1),
  };
}

/** The options of a convolution of each channel on its own besides the size of the kernel. */
export interface DepthwiseConvolutionOptions<
  Strides extends PerAxis,
  Mode extends 'valid' | 'same',
  Multiplier extends number,
  Format extends DataFormat,
  Rate extends PerAxis,
> extends DepthwiseOptions,
    DepthwiseMovementOptions<Strides, Mode, Multiplier, Format, Rate> {}

/** A kernel slides over the spatial axes of each channel, which becomes `Multiplier` channels. */
export interface DepthwiseConvolutionShape<
  ClassName extends string,
  Rank extends 1 | 2,
  KernelSize extends PerAxis,
  Strides extends PerAxis = 1,
  Mode extends 'valid' | 'same' = 'valid',
  Multiplier extends number = 1,
  Format extends DataFormat = 'channelsLast',
  Rate extends PerAxis = 1,
> extends ShapeFunction {
  readonly signature: ImageSignatures<
    Multiplier extends 1 ? 'channels' : `${SizeText<Multiplier>} * channels`
  >[Rank][Format];
  readonly parameters: [ClassName, Rank, KernelSize, Strides, Mode, Multiplier, Format, Rate];
  readonly structured: false;
  readonly output: DepthwiseOutput<
    ClassName,
    Rank,
    this['input'],
    { size: KernelSize; strides: Strides; dilationRate: Rate; padding: Mode; dataFormat: Format },
    Multiplier
  >;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type DepthwiseConvolutionFactory<ClassName extends string, Rank extends 1 | 2, Default extends DataFormat> = <
  const KernelSize extends PerAxis,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends 'valid' | 'same' = 'valid',
  const Multiplier extends number = 1,
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Name extends string = string,
  const Given = object,
>(
  /** The size of the kernel in pixels or steps: one number for all spatial axes, or one for each. */
  kernelSize: GivenPerAxis<`${ClassName}: kernelSize`, Rank, KernelSize>,
  options?: GivenOptions<
    ClassName,
    Given,
    DepthwiseConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> & LayerOptions<Name>,
    SpatialNumbers<Rank>
  >,
) => Layer<DepthwiseConvolutionShape<ClassName, Rank, KernelSize, Strides, Mode, Multiplier, Format, Rate>, Name>;

/** Defines a class that convolves each channel on its own, and what makes its layers for each data format. */
export function defineDepthwiseConvolution<ClassName extends string, Rank extends 1 | 2>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => DepthwiseConvolutionFactory<ClassName, Rank, Default> {
  const convolution = defineLayer({
    name: className,
    configure: (given: GivenDepthwise) => configureDepthwise(className, rank, given),
    shape: (input, configuration) => output(input, configuration),
    weights: (input, { kernelSize, depthMultiplier, dataFormat, useBias }) => {
      const channels = knownChannels(className, rank, input, dataFormat);
      return {
        kernel: { shape: [...kernelSize, channels, depthMultiplier], options: 'depthwise' },
        bias: useBias ? [channels * depthMultiplier] : null,
      };
    },
    activation: ({ activation }) => activation,
    forward: (input, { kernel, bias }, configuration) => {
      // Sizes that were open in the graph are known only now.
      output(input.shape, configuration);
      return withBias(input, bias, configuration, (images) => convolveChannels(images, kernel, configuration));
    },
  });
  return (dataFormat) =>
    positionalAs(
      ['kernelSize'],
      (
        kernelSize,
        options: DepthwiseConvolutionOptions<PerAxis, 'valid' | 'same', number, DataFormat, PerAxis> &
          LayerOptions = {},
      ) =>
        convolution(
          { kernelSize: kernelSize as PerAxis, ...options, dataFormat: options.dataFormat ?? dataFormat },
          options,
        ),
    );

  function output(input: Shape, configuration: Movement): Shape {
    return depthwiseOutput(className, rank, input, windowOf(configuration), configuration.depthMultiplier);
  }
}

type Movement = Omit<DepthwiseConfiguration, keyof DepthwiseOptions>;
