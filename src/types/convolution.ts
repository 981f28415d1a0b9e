import type { Modulo } from './arithmetic/divide.js';
import { layouts, type SpatialRank } from './data-format.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import { type CheckedWindow, type Image, image, type Window, type WindowOutput, windowOutput } from './window.js';

const knownChannels = ' with a known number of channels';
const indivisible =
  '{layer} expects a number of channels that {groups} groups divide (received {channels}, in {received})';

/** What comes out of a convolution: the channels become `Filters`. */
export type ConvolutionOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Filters extends number,
  Groups extends number = 1,
> =
  Image<Layer, Rank, Input, Moved['dataFormat']> extends readonly [...Shape, infer Channels extends Dimension]
    ? [Channels] extends [null]
      ? Unexpected<Layer, `${(typeof layouts)[Rank][Moved['dataFormat']]}${typeof knownChannels}`, Input>
      : Divides<Groups, Channels> extends true
        ? WindowOutput<Layer, Rank, Input, Moved, Filters>
        : Mismatch<
            Fill<
              typeof indivisible,
              { layer: Layer; groups: Groups; channels: Channels; received: Input extends Shape ? Show<Input> : never }
            >,
            null
          >
    : WindowOutput<Layer, Rank, Input, Moved, Filters>;

export function convolutionOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedWindow,
  filters: number,
  groups = 1,
): Shape {
  const channels = image(layer, rank, input, window.dataFormat).at(-1) as Dimension;
  if (channels === null) return unexpected(layer, `${layouts[rank][window.dataFormat]}${knownChannels}`, input);
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
