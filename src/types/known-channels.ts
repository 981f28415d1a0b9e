import { type DataFormat, layouts, type SpatialRank } from './data-format.js';
import { type Unexpected, unexpected } from './mismatch.js';
import type { Dimension, Shape } from './shape.js';
import { type Image, image } from './window.js';

/** What layers add to the layout of images where weights need the number of channels. */
export const withKnownChannels = ' with a known number of channels';

/** The number of channels of an image, or why that is none: weights need it. */
export type KnownChannels<Layer extends string, Rank extends SpatialRank, Input, Format extends DataFormat> =
  Image<Layer, Rank, Input, Format> extends infer Found
    ? Found extends readonly [Dimension, ...Shape, infer Channels extends Dimension]
      ? [Channels] extends [null]
        ? Unexpected<Layer, `${(typeof layouts)[Rank][Format]}${typeof withKnownChannels}`, Input>
        : Exclude<Channels, null>
      : Found
    : never;

/** The same at run time. */
export function knownChannels(layer: string, rank: SpatialRank, input: Shape, format: DataFormat): number {
  const channels = image(layer, rank, input, format).at(-1) as Dimension;
  return channels ?? unexpected(layer, `${layouts[rank][format]}${withKnownChannels}`, input);
}
