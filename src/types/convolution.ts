import type { Modulo } from './arithmetic/divide.js';
import type { SpatialRank } from './data-format.js';
import { type KnownChannels, knownChannels } from './known-channels.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import { type CheckedWindow, type Window, type WindowOutput, windowOutput } from './window.js';

const indivisible =
  '{layer} expects a number of channels divisible by {groups} groups (received {channels}, in {received})';

/** What comes out of a convolution: the channels become `Filters`. */
export type ConvolutionOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Filters extends number,
  Groups extends number = 1,
> =
  KnownChannels<Layer, Rank, Input, Moved['dataFormat']> extends infer Channels
    ? Channels extends number
      ? Divides<Groups, Channels> extends true
        ? WindowOutput<Layer, Rank, Input, Moved, Filters>
        : Mismatch<
            Fill<
              typeof indivisible,
              { layer: Layer; groups: Groups; channels: Channels; received: Input extends Shape ? Show<Input> : never }
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
