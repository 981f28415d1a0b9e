import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineSpatialDropout, type SpatialDropoutShape } from './noise/spatial-dropout.js';

/** The options of {@link SpatialDropout1D}. */
export interface SpatialDropout1DOptions {
  /** The seed of the random numbers, for the same results in every run of the program. */
  readonly seed?: number | null;
}

/** The shape function of {@link SpatialDropout1D}. */
export interface SpatialDropout1DShape extends SpatialDropoutShape<'SpatialDropout1D', 1, 'channelsLast'> {}

const spatialDropout1D = defineSpatialDropout('SpatialDropout1D', 1);

/**
 * During training, sets a random fraction of the features to 0 at all steps, and multiplies the others by `1 / (1 - rate)`.
 * Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, steps, channels).
 *
 * @param rate the fraction to drop, from 0 to 1.
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
