import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineSpatialDropout, type SpatialDropoutShape } from './noise/spatial-dropout.js';

/** What {@link SpatialDropout1D} takes beside the rate. */
export interface SpatialDropout1DOptions {
  /** Makes the layer drop the same features in every run of the program. */
  readonly seed?: number | null;
}

/** The rule of {@link SpatialDropout1D}. */
export interface SpatialDropout1DShape extends SpatialDropoutShape<'SpatialDropout1D', 1, 'channelsLast'> {}

const spatialDropout1D = defineSpatialDropout('SpatialDropout1D', 1);

/**
 * In training, sets a share of the features to 0 at all steps alike, and makes the others larger by `1 / (1 - rate)`.
 * Otherwise it changes nothing.
 *
 * Takes and gives (batch, steps, channels).
 *
 * @param rate the share to drop, from 0 to 1.
 *
 * @example
 * const thinned = SpatialDropout1D(0.5)(Input([20, 8])); // SymbolicTensor<[null, 20, 8]>
 */
export const SpatialDropout1D: <const Name extends string = string>(
  rate: number,
  options?: SpatialDropout1DOptions & LayerOptions<Name>,
) => Layer<SpatialDropout1DShape, Name> = positional(['rate'], (rate, options = {}) =>
  spatialDropout1D({ rate, seed: options.seed ?? null }, options),
);
