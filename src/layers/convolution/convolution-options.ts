import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import { ArgumentError } from '../../errors.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { SpatialRank } from '../../types/data-format.js';
import { type Fill, fill } from '../../types/mismatch.js';
import type { PerAxis } from '../../types/per-axis.js';
import type { Padding } from '../../types/window.js';
import type { Divides } from './convolution-shape.js';
import { checkDilation, configureMovement, type GivenMovement, type KernelMovement } from './kernel-movement.js';

/** What layers take that add a bias to what they compute, and activate it. */
export interface BiasOptions {
  /** The activation function: its name, or one of `activations`. The default is `null`, no activation. */
  readonly activation?: ActivationIdentifier | null;
  /** Whether to add a bias. The default is `true`. */
  readonly useBias?: boolean;
  /** Initializer of the bias: its name, or one of `initializers`. The default is `zeros`. */
  readonly biasInitializer?: InitializerIdentifier;
  /** Regularizer of the bias, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly biasRegularizer?: RegularizerIdentifier | null;
  /**
   * Regularizer of the output, whose penalty, divided by the batch size, is added to the loss. The default is `null`,
   * no penalty.
   */
  readonly activityRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the bias after each update. The default is `null`, no constraint. */
  readonly biasConstraint?: ConstraintIdentifier | null;
}

/** Keras' defaults of {@link BiasOptions}. */
export const biasDefaults: Required<BiasOptions> = {
  activation: null,
  useBias: true,
  biasInitializer: 'zeros',
  biasRegularizer: null,
  activityRegularizer: null,
  biasConstraint: null,
};

/** The options of all convolutions with one kernel besides those that concern shapes. */
export interface ConvolutionOptions extends BiasOptions {
  /** Initializer of the kernel: its name, or one of `initializers`. The default is `glorotUniform`. */
  readonly kernelInitializer?: InitializerIdentifier;
  /** Regularizer of the kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the kernel after each update. The default is `null`, no constraint. */
  readonly kernelConstraint?: ConstraintIdentifier | null;
}

/** Keras' defaults of {@link ConvolutionOptions}. */
export const convolutionDefaults: Required<ConvolutionOptions> = {
  ...biasDefaults,
  kernelInitializer: 'glorotUniform',
  kernelRegularizer: null,
  kernelConstraint: null,
};

/** How the kernel of a convolution in groups moves, as users say it. */
export interface GivenGroupMovement<Mode extends Padding> extends GivenMovement<Mode> {
  readonly groups?: number;
}

/** The options of a convolution, as users give them. */
export interface GivenConvolution<Mode extends Padding> extends ConvolutionOptions, GivenGroupMovement<Mode> {
  readonly filters: number;
  readonly kernelSize: PerAxis;
}

/** All options of a convolution, checked and filled in. */
export interface ConvolutionConfiguration<Mode extends Padding>
  extends Required<ConvolutionOptions>,
    KernelMovement<Mode> {
  readonly filters: number;
  readonly groups: number;
}

/** Checks the options of a convolution over `rank` axes, and fills in Keras' defaults. */
export function configureConvolution<Mode extends Padding>(
  layer: string,
  rank: SpatialRank,
  paddings: readonly Mode[],
  { groups = 1, ...given }: GivenConvolution<Mode>,
): ConvolutionConfiguration<Mode> {
  const filters = checkSize(`${layer}: filters`, given.filters);
  const configuration = {
    ...withDefaults(layer, convolutionDefaults, given),
    ...configureMovement(layer, rank, paddings, given),
    filters,
    groups: checkSize(`${layer}: groups`, groups),
  };
  checkDilation(layer, given.strides, given.dilationRate);
  checkGroups(layer, filters, groups);
  return configuration;
}

const unequalGroups = '{layer}: groups expects a number that divides the {filters} filters (received {groups})';

/** The number of groups, or why there cannot be so many. */
export type CheckedGroups<Layer extends string, Filters extends number, Groups extends number> =
  Divides<Groups, Filters> extends true
    ? Groups
    : Fill<typeof unequalGroups, { layer: Layer; filters: Filters; groups: Groups }>;

function checkGroups(layer: string, filters: number, groups: number): void {
  if (filters % groups === 0) return;
  throw new ArgumentError(fill(unequalGroups, { layer, filters, groups }));
}
