import * as tf from '@tensorflow/tfjs-core';
import { checkRate, within } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { checkSeed, normalStream } from '../../random/random.js';
import type { GivenNumber } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';

/** Normally distributed numbers with mean 0. */
function normalNoise(shape: readonly number[], standardDeviation: number, seed: number): tf.Tensor {
  const next = normalStream(seed);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const values = Float32Array.from({ length: size }, () => next() * standardDeviation);
  return tf.tensor(values, [...shape], 'float32');
}

/** The options of {@link GaussianNoise}. */
export interface GaussianNoiseOptions {
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

const gaussianNoiseDefaults: Required<GaussianNoiseOptions> = { seed: null };

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
 * @example
 * const noisy = GaussianNoise(0.1)(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const GaussianNoise: <const Deviation extends number, const Name extends string = string, const Given = object>(
  /** The standard deviation of the noise, from 0 to 1. */
  stddev: GivenNumber<'GaussianNoise: stddev', 'a number from 0 to 1', Deviation>,
  options?: GivenOptions<'GaussianNoise', Given, GaussianNoiseOptions & LayerOptions<Name>>,
) => Layer<SameShape<'GaussianNoise'>, Name> = positionalAs(
  ['stddev'],
  (stddev, options: GaussianNoiseOptions & LayerOptions = {}) =>
    gaussianNoise(
      { stddev: stddev as number, ...withDefaults('GaussianNoise', gaussianNoiseDefaults, options) },
      options,
    ),
);

/** The options of {@link GaussianDropout}. */
export interface GaussianDropoutOptions {
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

const gaussianDropoutDefaults: Required<GaussianDropoutOptions> = { seed: null };

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
 * @example
 * const noisy = GaussianDropout(0.5)(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const GaussianDropout: <const Rate extends number, const Name extends string = string, const Given = object>(
  /** The rate, as for `Dropout`, from 0 to less than 1. */
  rate: GivenNumber<'GaussianDropout: rate', 'a number from 0 to less than 1', Rate>,
  options?: GivenOptions<'GaussianDropout', Given, GaussianDropoutOptions & LayerOptions<Name>>,
) => Layer<SameShape<'GaussianDropout'>, Name> = positionalAs(
  ['rate'],
  (rate, options: GaussianDropoutOptions & LayerOptions = {}) =>
    gaussianDropout(
      { rate: rate as number, ...withDefaults('GaussianDropout', gaussianDropoutDefaults, options) },
      options,
    ),
);
