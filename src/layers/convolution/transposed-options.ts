import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { ArgumentError } from '../../errors.js';
import type { SpatialRank } from '../../types/data-format.js';
import { type Fill, fill } from '../../types/mismatch.js';
import {
  type LessOnEach,
  lessOnEach,
  type PerAxis,
  perAxis,
  type ShowPerAxis,
  showPerAxis,
} from '../../types/per-axis.js';
import { type ConvolutionOptions, convolutionDefaults } from './convolution-options.js';
import { checkDilation, configureMovement, type GivenMovement, type KernelMovement } from './kernel-movement.js';

/** How the kernel of a transposed convolution moves, as users say it. */
export interface GivenTransposedMovement extends GivenMovement<'valid' | 'same'> {
  readonly outputPadding?: PerAxis | null;
}

/** What a transposed convolution is made from, as users say it. */
export interface GivenTransposed extends ConvolutionOptions, GivenTransposedMovement {
  readonly filters: number;
  readonly kernelSize: PerAxis;
}

/** How the kernel of a transposed convolution moves, with a number for each axis. */
export interface TransposedMovement extends KernelMovement<'valid' | 'same'> {
  readonly outputPadding: readonly number[] | null;
}

/** All options of a transposed convolution, checked and filled in. */
export interface TransposedConfiguration extends Required<ConvolutionOptions>, TransposedMovement {
  readonly filters: number;
}

/** Checks the options of a transposed convolution over `rank` axes, and fills in Keras' defaults. */
export function configureTransposed(
  layer: string,
  rank: SpatialRank,
  { outputPadding = null, ...given }: GivenTransposed,
): TransposedConfiguration {
  const configuration = {
    ...withDefaults(convolutionDefaults, given),
    ...configureMovement(layer, rank, ['valid', 'same'], given),
    filters: checkSize(`${layer}: filters`, given.filters),
    outputPadding: outputPadding === null ? null : perAxis(`${layer}: outputPadding`, outputPadding, rank, 0),
  };
  checkDilation(layer, given.strides, given.dilationRate);
  if (outputPadding !== null && !lessOnEach(configuration.outputPadding ?? [], configuration.strides)) {
    const values = { layer, extra: showPerAxis(outputPadding), strides: showPerAxis(given.strides ?? 1) };
    throw new ArgumentError(fill(tooLong, values));
  }
  return configuration;
}

const tooLong =
  '{layer}: outputPadding expects numbers less than the strides (received {extra} with strides of {strides})';

/** By how much the output is made longer, or why that is too much. */
export type CheckedOutputPadding<Layer extends string, Strides extends PerAxis, Extra extends PerAxis | null> =
  LessOnEach<Extra, Strides> extends false
    ? Fill<typeof tooLong, { layer: Layer; extra: ShowPerAxis<Extra>; strides: ShowPerAxis<Strides> }>
    : Extra;
