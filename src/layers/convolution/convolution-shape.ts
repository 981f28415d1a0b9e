import type { Modulo } from '../../types/arithmetic/divide.js';
import type { Multiply } from '../../types/arithmetic/multiply.js';
import { type DataFormat, layouts, type SpatialRank } from '../../types/data-format.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsOpen, isOpen, type Shape, type Show, show } from '../../types/shape.js';
import {
  type CheckedWindow,
  type Image,
  image,
  type Window,
  type WindowOutput,
  windowOutput,
} from '../../types/window.js';

/** What layers add to the layout of images where weights need the number of channels. */
export const withKnownChannels = ' with a known number of channels';

/** The number of channels of an image, or why that is none: weights need it. */
export type KnownChannels<Layer extends string, Rank extends SpatialRank, Input, Format extends DataFormat> = [
  Image<Layer, Rank, Input, Format>,
] extends [infer Found]
  ? [Found] extends [readonly [Dimension, ...Shape, infer Channels extends Dimension]]
    ? IsOpen<Channels> extends true
      ? Unexpected<Layer, `${(typeof layouts)[Rank][Format]}${typeof withKnownChannels}`, Input>
      : Channels & number
    : Found
  : never;

/** The same at run time. */
export function knownChannels(layer: string, rank: SpatialRank, input: Shape, format: DataFormat): number {
  const channels = image(layer, rank, input, format).at(-1) as Dimension;
  return isOpen(channels) ? unexpected(layer, `${layouts[rank][format]}${withKnownChannels}`, input) : channels;
}

const indivisible =
  '{layer} expects a number of channels divisible by {groups} groups (received {channels}, in {received})';

/** The output shape of a convolution: the channels become `Filters`. */
export type ConvolutionOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Filters extends number,
  Groups extends number = 1,
> = [KnownChannels<Layer, Rank, Input, Moved['dataFormat']>] extends [infer Channels]
  ? [Channels] extends [number]
    ? [Divides<Groups, Channels>] extends [true]
      ? WindowOutput<Layer, Rank, Input, Moved, Filters>
      : [Divides<Groups, Filters>] extends [false] // Then the number of groups is marked already.
        ? Shape
        : Mismatch<
            Fill<
              typeof indivisible,
              {
                layer: Layer;
                groups: Groups;
                channels: Channels;
                received: [Input] extends [Shape] ? Show<Input> : never;
              }
            >,
            null
          >
    : Channels
  : never;

export function convolutionOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedWindow,
  filters: number,
  groups = 1,
): Shape {
  const channels = knownChannels(layer, rank, input, window.dataFormat);
  if (channels % groups !== 0) return mismatch(indivisible, { layer, groups, channels, received: show(input) });
  return windowOutput(layer, rank, input, window, filters);
}

/** Whether one number may divide another: what is not known may. */
export type Divides<Divisor extends number, Whole extends Dimension> = [Divisor] extends [1]
  ? true
  : [Whole] extends [number]
    ? 0 extends Modulo<Whole, Divisor>
      ? true
      : false
    : true;

/** The output shape of a convolution of each channel on its own: each becomes `Multiplier` channels. */
export type DepthwiseOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Multiplier extends number,
> = [KnownChannels<Layer, Rank, Input, Moved['dataFormat']>] extends [infer Channels]
  ? [Channels] extends [number]
    ? WindowOutput<Layer, Rank, Input, Moved, Multiply<Channels, Multiplier>>
    : Channels
  : never;

/** The same at run time. */
export function depthwiseOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedWindow,
  multiplier: number,
): Shape {
  const channels = knownChannels(layer, rank, input, window.dataFormat);
  return windowOutput(layer, rank, input, window, channels * multiplier);
}
