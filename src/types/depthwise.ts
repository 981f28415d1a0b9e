import type { Multiply } from './arithmetic/multiply.js';
import type { SpatialRank } from './data-format.js';
import { type KnownChannels, knownChannels } from './known-channels.js';
import type { Shape } from './shape.js';
import { type CheckedWindow, type Window, type WindowOutput, windowOutput } from './window.js';

/** What comes out of a convolution of each channel on its own: each becomes `Multiplier` channels. */
export type DepthwiseOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Multiplier extends number,
> =
  KnownChannels<Layer, Rank, Input, Moved['dataFormat']> extends infer Channels
    ? Channels extends number
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
