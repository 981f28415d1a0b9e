import type { ActivationIdentifier } from '../activations/activation.js';
import { oneOf } from '../arguments/one-of.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { ConstraintIdentifier } from '../constraints/constraint.js';
import { ArgumentError } from '../errors.js';
import type { InitializerIdentifier } from '../initializers/initializer.js';
import type { RegularizerIdentifier } from '../regularizers/regularizer.js';
import type { Divides } from '../types/convolution.js';
import { type DataFormat, dataFormats, type SpatialRank } from '../types/data-format.js';
import { type Fill, fill } from '../types/message.js';
import {
  type MoreThanOne,
  moreThanOne,
  type PerAxis,
  perAxis,
  type ShowPerAxis,
  showPerAxis,
} from '../types/per-axis.js';
import type { CheckedWindow, Padding } from '../types/window.js';

/** What all convolutions take beside what concerns their shapes. */
export interface ConvolutionOptions {
  readonly activation?: ActivationIdentifier | null;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerIdentifier;
  readonly biasInitializer?: InitializerIdentifier;
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  readonly biasRegularizer?: RegularizerIdentifier | null;
  readonly activityRegularizer?: RegularizerIdentifier | null;
  readonly kernelConstraint?: ConstraintIdentifier | null;
  readonly biasConstraint?: ConstraintIdentifier | null;
}

/** How the kernel of a convolution moves, as users say it. */
export interface GivenMovement<Mode extends Padding> {
  readonly strides?: PerAxis;
  readonly padding?: Mode;
  readonly dataFormat?: DataFormat;
  readonly dilationRate?: PerAxis;
  readonly groups?: number;
}

/** What a convolution is made from, as users say it. */
export interface GivenConvolution<Mode extends Padding> extends ConvolutionOptions, GivenMovement<Mode> {
  readonly filters: number;
  readonly kernelSize: PerAxis;
}

/** How the kernel of a convolution moves, with a number for each axis. */
export interface KernelMovement<Mode extends Padding> {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Mode;
  readonly dataFormat: DataFormat;
  readonly dilationRate: readonly number[];
  readonly groups: number;
}

/** All options of a convolution, checked and filled in. */
export interface ConvolutionConfiguration<Mode extends Padding>
  extends Required<ConvolutionOptions>,
    KernelMovement<Mode> {
  readonly filters: number;
}

const defaults: Required<ConvolutionOptions & Omit<GivenMovement<Padding>, 'padding'>> = {
  strides: 1,
  dataFormat: 'channelsLast',
  dilationRate: 1,
  groups: 1,
  activation: null,
  useBias: true,
  kernelInitializer: 'glorotUniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
};

/** Checks the options of a convolution over `rank` axes, and fills in Keras' defaults. */
export function configureConvolution<Mode extends Padding>(
  layer: string,
  rank: SpatialRank,
  paddings: readonly Mode[],
  { padding = 'valid' as Mode, ...given }: GivenConvolution<Mode>,
): ConvolutionConfiguration<Mode> {
  const options = withDefaults(defaults, given);
  const filters = checkSize(`${layer}: filters`, given.filters);
  const configuration = {
    ...options,
    filters,
    kernelSize: perAxis(`${layer}: kernelSize`, given.kernelSize, rank),
    strides: perAxis(`${layer}: strides`, options.strides, rank),
    padding: oneOf(`${layer}: padding`, padding, paddings),
    dataFormat: oneOf(`${layer}: dataFormat`, options.dataFormat, dataFormats),
    dilationRate: perAxis(`${layer}: dilationRate`, options.dilationRate, rank),
    groups: checkSize(`${layer}: groups`, options.groups),
  };
  checkDilation(layer, options.strides, options.dilationRate);
  checkGroups(layer, filters, options.groups);
  return configuration;
}

/** How the kernel of a convolution moves, as the rule for shapes sees it. */
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
  '{layer}: dilationRate expects 1 where strides are more (received {rate} with strides of {strides})';

/** The dilation rate, or why it cannot stand beside the strides. */
export type CheckedDilation<Layer extends string, Strides extends PerAxis, Rate extends PerAxis> =
  MoreThanOne<Strides> extends true
    ? MoreThanOne<Rate> extends true
      ? Fill<typeof dilatedStrides, { layer: Layer; rate: ShowPerAxis<Rate>; strides: ShowPerAxis<Strides> }>
      : Rate
    : Rate;

function checkDilation(layer: string, strides: PerAxis, rate: PerAxis): void {
  if (!moreThanOne([strides].flat()) || !moreThanOne([rate].flat())) return;
  throw new ArgumentError(fill(dilatedStrides, { layer, rate: showPerAxis(rate), strides: showPerAxis(strides) }));
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
