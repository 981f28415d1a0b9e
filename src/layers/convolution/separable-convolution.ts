import { positional } from '../../arguments/positional.js';
import { checkSize } from '../../arguments/size.js';
import { withDefaults } from '../../arguments/with-defaults.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import { convolutionOutput } from '../../types/convolution.js';
import type { DataFormat } from '../../types/data-format.js';
import { knownChannels } from '../../types/known-channels.js';
import type { PerAxis, PerSpatialAxis } from '../../types/per-axis.js';
import type { Shape } from '../../types/shape.js';
import type { ConvolutionShape } from './convolution.js';
import { convolveAxes } from './convolve-axes.js';
import { convolveChannels } from './convolve-channels.js';
import {
  configureDepthwise,
  type DepthwiseMovementOptions,
  type DepthwiseOptions,
  type GivenDepthwise,
} from './depthwise-options.js';
import { type KernelMovement, windowOf } from './kernel-movement.js';
import { withBias } from './with-bias.js';

/** What a separable convolution takes besides what concerns its shapes. */
interface PointwiseOptions extends DepthwiseOptions {
  readonly pointwiseInitializer?: InitializerIdentifier;
  readonly pointwiseRegularizer?: RegularizerIdentifier | null;
  readonly pointwiseConstraint?: ConstraintIdentifier | null;
}

/** What a separable convolution takes besides the number of filters and the size of the kernel. */
export interface SeparableConvolutionOptions<
  Strides extends PerAxis,
  Mode extends 'valid' | 'same',
  Multiplier extends number,
  Format extends DataFormat,
  Rate extends PerAxis,
> extends PointwiseOptions,
    DepthwiseMovementOptions<Strides, Mode, Multiplier, Format, Rate> {}

/** Makes layers of one class, with `Default` as the default data format. */
export type SeparableConvolutionFactory<ClassName extends string, Rank extends 1 | 2, Default extends DataFormat> = <
  const Filters extends number,
  const KernelSize extends PerSpatialAxis<Rank>,
  const Strides extends PerSpatialAxis<Rank> = 1,
  const Mode extends 'valid' | 'same' = 'valid',
  const Multiplier extends number = 1,
  const Format extends DataFormat = Default,
  const Rate extends PerSpatialAxis<Rank> = 1,
  const Name extends string = string,
>(
  filters: Filters,
  kernelSize: KernelSize,
  options?: SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> & LayerOptions<Name>,
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
export function defineSeparableConvolution<ClassName extends string, Rank extends 1 | 2>(
  className: ClassName,
  rank: Rank,
): <Default extends DataFormat>(dataFormat: Default) => SeparableConvolutionFactory<ClassName, Rank, Default> {
  const convolution = defineLayer({
    name: className,
    configure: (given: Given) => ({
      filters: checkSize(`${className}: filters`, given.filters),
      ...configureDepthwise(className, rank, given),
      ...withDefaults(pointwiseDefaults, given),
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
    positional(['filters', 'kernelSize'], (filters, kernelSize, options = {}) =>
      convolution({ filters, kernelSize, ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
    );

  function output(input: Shape, { filters, ...movement }: Movement): Shape {
    return convolutionOutput(className, rank, input, windowOf(movement), filters);
  }
}

interface Movement extends KernelMovement<'valid' | 'same'> {
  readonly filters: number;
}
