import type { ActivationIdentifier } from '../../activations/activation.js';
import { oneOf } from '../../arguments/names.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import { ArgumentError } from '../../errors.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import { type DataFormat, dataFormats, type SpatialRank } from '../../types/data-format.js';
import { type Fill, fill } from '../../types/mismatch.js';
import {
  type MoreThanOne,
  moreThanOne,
  type PerAxis,
  perAxis,
  type ShowPerAxis,
  showPerAxis,
} from '../../types/per-axis.js';
import type { CheckedWindow, Padding } from '../../types/window.js';
import type { Divides } from './convolution-shape.js';

/** How a kernel moves, as users say it. */
export interface GivenMovement<Mode extends Padding> {
  readonly strides?: PerAxis;
  readonly padding?: Mode;
  readonly dataFormat?: DataFormat;
  readonly dilationRate?: PerAxis;
}

/** How a kernel moves, with a number for each axis. */
export interface KernelMovement<Mode extends Padding> {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Mode;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly number[];
}

/** Checks how a kernel moves over `rank` axes, and fills in Keras' defaults. */
export function configureMovement<Mode extends Padding>(
  layer: string,
  rank: SpatialRank,
  paddings: readonly Mode[],
  {
    kernelSize,
    strides = 1,
    padding = 'valid' as Mode,
    dataFormat = 'channelsLast',
    dilationRate = 1,
  }: GivenMovement<Mode> & { readonly kernelSize: PerAxis },
): KernelMovement<Mode> {
  return {
    kernelSize: perAxis(`${layer}: kernelSize`, kernelSize, rank),
    strides: perAxis(`${layer}: strides`, strides, rank),
    padding: oneOf(`${layer}: padding`, padding, paddings),
    dataFormat: oneOf(`${layer}: dataFormat`, dataFormat, dataFormats),
    dilationRate: perAxis(`${layer}: dilationRate`, dilationRate, rank),
  };
}

/** How a kernel moves, as the rule for shapes sees it. */
export function windowOf({
  kernelSize: size,
  strides,
  dilationRate,
  padding,
  dataFormat,
}: KernelMovement<Padding>): CheckedWindow {
  return { size, strides, dilationRate, padding, dataFormat };
}

const dilatedStrides =
  '{layer}: dilationRate expects 1 with strides greater than 1 (received {rate} with strides of {strides})';

/** The dilation rate, or why it cannot stand besides the strides. */
export type CheckedDilation<Layer extends string, Strides extends PerAxis, Rate extends PerAxis> =
  MoreThanOne<Strides> extends true
    ? MoreThanOne<Rate> extends true
      ? Fill<typeof dilatedStrides, { layer: Layer; rate: ShowPerAxis<Rate>; strides: ShowPerAxis<Strides> }>
      : Rate
    : Rate;

/** The same at run time, where all is well or it throws. */
export function checkDilation(layer: string, strides: PerAxis = 1, rate: PerAxis = 1): void {
  if (!moreThanOne([strides].flat()) || !moreThanOne([rate].flat())) return;
  throw new ArgumentError(fill(dilatedStrides, { layer, rate: showPerAxis(rate), strides: showPerAxis(strides) }));
}

/**
 * The padding before and after an axis with padding `same`, as in TensorFlow: enough for `ceil(size / stride)` places, with
 * an odd element after the axis.
 */
export function samePadding(size: number, extent: number, stride: number): readonly [before: number, after: number] {
  const places = Math.ceil(size / stride);
  const around = Math.max(0, (places - 1) * stride + extent - size);
  const before = Math.floor(around / 2);
  return [before, around - before];
}

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
