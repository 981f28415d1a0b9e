import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { checkRate } from '../arguments/rate.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { checkSeed } from '../random/random.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';
import { normalNoise } from './noise/normal-noise.js';

/** The options of {@link GaussianDropout}. */
export interface GaussianDropoutOptions {
  /** The seed of the random numbers, for the same results in every run of the program. */
  readonly seed?: number | null;
}

const defaults: Required<GaussianDropoutOptions> = { seed: null };

const gaussianDropout = defineLayer({
  name: 'GaussianDropout',
  configure: ({ rate, seed }: Required<GaussianDropoutOptions> & { readonly rate: number }) => ({
    rate: checkRate('GaussianDropout: rate', rate),
    seed: seed === null ? null : checkSeed('GaussianDropout: seed', seed),
  }),
  shape: (input) => sameShape('GaussianDropout', input),
  forward: (input, _, { rate }, { training, seed }) => {
    const given = floats(input);
    if (!training || rate === 0) return given;
    return tf.mul(given, tf.add(normalNoise(given.shape, Math.sqrt(rate / (1 - rate)), seed()), 1));
  },
  mask: 'keep',
});

/**
 * During training, multiplies by Gaussian noise with mean 1 and the standard deviation `sqrt(rate / (1 - rate))`, that of
 * `Dropout`. Outside training the input is returned unchanged.
 *
 * The input can have any shape; the output has the same shape.
 *
 * @param rate the rate, as for `Dropout`, from 0 to less than 1.
 *
 * @example
 * const noisy = GaussianDropout(0.5)(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const GaussianDropout: <const Name extends string = string>(
  rate: number,
  options?: GaussianDropoutOptions & LayerOptions<Name>,
) => Layer<SameShape<'GaussianDropout'>, Name> = positional(['rate'], (rate, options = {}) =>
  gaussianDropout({ rate, ...withDefaults(defaults, options) }, options),
);
