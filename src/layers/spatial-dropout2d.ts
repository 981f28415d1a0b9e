import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import { defineSpatialDropout, type SpatialDropoutOptions, type SpatialDropoutShape } from './noise/spatial-dropout.js';

/** {@link SpatialDropout2D} with `Default` as its default data format. */
export type SpatialDropout2DFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  rate: number,
  options?: SpatialDropoutOptions<Format> & LayerOptions<Name>,
) => Layer<SpatialDropoutShape<'SpatialDropout2D', 2, Format>, Name>;

const spatialDropout2D = defineSpatialDropout('SpatialDropout2D', 2);

function spatialDropout2DWith<Default extends DataFormat>(dataFormat: Default): SpatialDropout2DFactory<Default> {
  return positional(['rate'], (rate, options = {}) =>
    spatialDropout2D({ rate, seed: options.seed ?? null, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, sets a random fraction of the channels to 0 at all places of an image, and multiplies the others by
 * `1 / (1 - rate)`. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels).
 *
 * @param rate the fraction to drop, from 0 to 1.
 *
 * @example
 * const thinned = SpatialDropout2D(0.5)(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const SpatialDropout2D: SpatialDropout2DFactory<'channelsLast'> = spatialDropout2DWith('channelsLast');

/**
 * {@link SpatialDropout2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const thinned = SpatialDropout2D(0.5)(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const SpatialDropout2DChannelsFirst: SpatialDropout2DFactory<'channelsFirst'> =
  spatialDropout2DWith('channelsFirst');
