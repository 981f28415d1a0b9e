import * as tf from '@tensorflow/tfjs-core';
import { checkRate, within } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkNoiseShape } from '../../arguments/shape.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { checkSeed, normalStream } from '../../random/random.js';
import { seededTensor } from '../../recording/seeded.js';
import type { GivenNumber } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Sizes } from '../../types/shape.js';
import { type SameShape, type ShapeFunction, sameShape } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { dropFactors, type WithNoise, withNoise } from './dropout.js';

/** Normally distributed numbers with mean 0. */
function normalNoise(shape: readonly number[], standardDeviation: number, seed: number): tf.Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return seededTensor(shape, 'float32', seed, (start) => {
    const next = normalStream(start);
    return Float32Array.from({ length: size }, () => next() * standardDeviation);
  });
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

/** The options of {@link AlphaDropout}. */
export interface AlphaDropoutOptions<Noise extends Sizes | null> {
  /**
   * The shape of the dropout mask, batch axis included; along axes of size 1, elements are dropped together. The default is
   * the shape of the input.
   */
  readonly noiseShape?: Noise;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

const defaults = { noiseShape: null, seed: null } as const;

/** The limit of SELU towards minus infinity: minus the product of its alpha and its scale. */
const saturation = -1.6732632423543772 * 1.0507009873554805;

/** The shape of the input, to which `Noise` has to broadcast. */
export interface AlphaDropoutShape<Noise extends Sizes | null = null> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Noise];
  readonly structured: false;
  readonly output: WithNoise<'AlphaDropout', this['input'], Noise>;
}

const alphaDropout = defineLayer({
  name: 'AlphaDropout',
  configure: ({ rate, noiseShape, seed }: Required<AlphaDropoutOptions<Sizes | null>> & { readonly rate: number }) => ({
    rate: checkRate('AlphaDropout: rate', rate),
    noiseShape: checkNoiseShape('AlphaDropout: noiseShape', noiseShape),
    seed: seed === null ? null : checkSeed('AlphaDropout: seed', seed),
  }),
  shape: (input, { noiseShape }) => withNoise('AlphaDropout', input, noiseShape),
  forward: (input, _, { rate, noiseShape }, { training, seed }) => {
    const given = floats(input);
    if (!training || rate === 0) return given;
    // Sizes that were open in the graph are known now, and may not match.
    withNoise('AlphaDropout', given.shape, noiseShape);
    const drawn = noiseShape?.map((size, axis) => size ?? (given.shape[axis] as number)) ?? given.shape;
    const kept = tf.cast(tf.cast(dropFactors(drawn, rate, seed()), 'bool'), 'float32');
    // The scale and shift that restore mean and variance of the input.
    const factor = ((1 - rate) * (1 + rate * saturation ** 2)) ** -0.5;
    const offset = -factor * saturation * rate;
    const dropped = tf.add(tf.mul(given, kept), tf.mul(tf.sub(1, kept), saturation));
    return tf.add(tf.mul(dropped, factor), offset);
  },
  mask: 'keep',
});

/**
 * During training, sets a fraction of the elements to the negative saturation value of SELU, and scales and shifts all
 * elements so that mean and variance are preserved: for networks of `selu`. Outside training the input is returned
 * unchanged.
 *
 * The input can have any shape; the output has the same shape.
 *
 * @example
 * const thinned = Input([64]).pipe(Dense(64, { activation: 'selu' }), AlphaDropout(0.1)); // SymbolicTensor<[null, 64]>
 */
export const AlphaDropout: <
  const Rate extends number,
  const Noise extends Sizes | null = null,
  const Name extends string = string,
  const Given = object,
>(
  /** The fraction to drop, from 0 to less than 1. */
  rate: GivenNumber<'AlphaDropout: rate', 'a number from 0 to less than 1', Rate>,
  options?: GivenOptions<'AlphaDropout', Given, AlphaDropoutOptions<Noise> & LayerOptions<Name>>,
) => Layer<AlphaDropoutShape<Noise>, Name> = positionalAs(
  ['rate'],
  (rate, options: AlphaDropoutOptions<Sizes | null> & LayerOptions = {}) =>
    alphaDropout({ rate: rate as number, ...withDefaults('AlphaDropout', defaults, options) }, options),
);
