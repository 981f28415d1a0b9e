import { oneOf } from '../../arguments/names.js';
import { ArgumentError } from '../../errors.js';
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
