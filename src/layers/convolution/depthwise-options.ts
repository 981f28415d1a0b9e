import { checkSize } from '../../arguments/size.js';
import { withDefaults } from '../../arguments/with-defaults.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { DataFormat, SpatialRank } from '../../types/data-format.js';
import type { PerAxis } from '../../types/per-axis.js';
import { type BiasOptions, biasDefaults } from './bias-options.js';
import { configureMovement, type GivenMovement, type KernelMovement } from './kernel-movement.js';

/** What a convolution of each channel on its own takes besides what concerns its shapes. */
export interface DepthwiseOptions extends BiasOptions {
  readonly depthwiseInitializer?: InitializerIdentifier;
  readonly depthwiseRegularizer?: RegularizerIdentifier | null;
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
  readonly dataFormat?: Format;
  /** The distance between the places that the kernel sees. The default is 1. */
  readonly dilationRate?: Rate;
}

/** What such a convolution is made from, as users say it. */
export interface GivenDepthwise extends DepthwiseOptions, GivenMovement<'valid' | 'same'> {
  readonly kernelSize: PerAxis;
  readonly depthMultiplier?: number;
}

/** All options of such a convolution, checked and filled in. */
export interface DepthwiseConfiguration extends Required<DepthwiseOptions>, KernelMovement<'valid' | 'same'> {
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
    ...withDefaults(defaults, given),
    ...configureMovement(layer, rank, ['valid', 'same'], given),
    depthMultiplier: checkSize(`${layer}: depthMultiplier`, given.depthMultiplier ?? 1),
  };
}
