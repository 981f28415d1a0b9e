import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import { defineSpatialDropout, type SpatialDropoutOptions, type SpatialDropoutShape } from './noise/spatial-dropout.js';

/** {@link SpatialDropout3D} with `Default` as its default data format. */
export type SpatialDropout3DFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  rate: number,
  options?: SpatialDropoutOptions<Format> & LayerOptions<Name>,
) => Layer<SpatialDropoutShape<'SpatialDropout3D', 3, Format>, Name>;

const spatialDropout3D = defineSpatialDropout('SpatialDropout3D', 3);

function spatialDropout3DWith<Default extends DataFormat>(dataFormat: Default): SpatialDropout3DFactory<Default> {
  return positional(['rate'], (rate, options = {}) =>
    spatialDropout3D({ rate, seed: options.seed ?? null, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, sets a random fraction of the channels to 0 at all places of a volume, and multiplies the others by
 * `1 / (1 - rate)`. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, depth, height, width, channels).
 *
 * @param rate the fraction to drop, from 0 to 1.
 *
 * @example
 * const thinned = SpatialDropout3D(0.5)(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 8, 28, 28, 3]>
 */
export const SpatialDropout3D: SpatialDropout3DFactory<'channelsLast'> = spatialDropout3DWith('channelsLast');

/**
 * {@link SpatialDropout3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const thinned = SpatialDropout3D(0.5)(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 8, 28, 28]>
 */
export const SpatialDropout3DChannelsFirst: SpatialDropout3DFactory<'channelsFirst'> =
  spatialDropout3DWith('channelsFirst');
