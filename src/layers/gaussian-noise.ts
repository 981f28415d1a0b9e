import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { checkSeed } from '../random/random.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { floats } from './floats.js';
import { normalNoise } from './noise/normal-noise.js';

/** The options of {@link GaussianNoise}. */
export interface GaussianNoiseOptions {
  /** The seed of the random numbers, for the same results in every run of the program. */
  readonly seed?: number | null;
}

const defaults: Required<GaussianNoiseOptions> = { seed: null };

const gaussianNoise = defineLayer({
  name: 'GaussianNoise',
  configure: ({ stddev, seed }: Required<GaussianNoiseOptions> & { readonly stddev: number }) => ({
    stddev: within('GaussianNoise: stddev', stddev, 0, 1),
    seed: seed === null ? null : checkSeed('GaussianNoise: seed', seed),
  }),
  shape: (input) => sameShape('GaussianNoise', input),
  forward: (input, _, { stddev }, { training, seed }) => {
    const given = floats(input);
    return training && stddev > 0 ? tf.add(given, normalNoise(given.shape, stddev, seed())) : given;
  },
  mask: 'keep',
});

/**
 * During training, adds Gaussian noise with mean 0, drawn for each batch. Outside training the input is returned unchanged.
 *
 * The input can have any shape; the output has the same shape.
 *
 * @param stddev the standard deviation of the noise, from 0 to 1.
 *
 * @example
 * const noisy = GaussianNoise(0.1)(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const GaussianNoise: <const Name extends string = string>(
  stddev: number,
  options?: GaussianNoiseOptions & LayerOptions<Name>,
) => Layer<SameShape<'GaussianNoise'>, Name> = positional(['stddev'], (stddev, options = {}) =>
  gaussianNoise({ stddev, ...withDefaults(defaults, options) }, options),
);
