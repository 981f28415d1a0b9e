import { finite, nonNegative } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import { normalStream, truncatedNormalStream, uniformStream } from '../random/random.js';
import {
  draw,
  type InitializerFactory,
  initializerFactory,
  type SeedOptions,
  seedsFrom,
} from './define-initializer.js';

export interface RandomNormalOptions extends SeedOptions {
  /** The mean. The default is 0. */
  readonly mean?: number;
  /** The standard deviation. The default is 0.05. */
  readonly stddev?: number;
}

type NormalArguments = [mean: number, stddev: number, seed: number | null];

/**
 * Values of a normal distribution.
 *
 * @example
 * Embedding(10_000, 512, { embeddingsInitializer: RandomNormal(0, 0.01) });
 */
export const RandomNormal: InitializerFactory<
  'randomNormal',
  RandomNormalOptions,
  NormalArguments,
  'RandomNormal',
  ['mean', 'stddev', 'seed']
> = initializerFactory<
  Required<RandomNormalOptions>,
  'randomNormal',
  NormalArguments,
  'RandomNormal',
  ['mean', 'stddev', 'seed']
>({
  className: 'RandomNormal',
  identifier: 'randomNormal',
  defaults: { mean: 0, stddev: 0.05, seed: null },
  positional: ['mean', 'stddev', 'seed'],
  create: ({ mean, stddev, seed }) => {
    checkNormal('RandomNormal', mean, stddev);
    const next = seedsFrom('RandomNormal', seed);
    return (shape) => draw(shape, normalStream(next()), stddev, mean);
  },
});

export interface TruncatedNormalOptions extends SeedOptions {
  /** The mean. The default is 0. */
  readonly mean?: number;
  /** The standard deviation before truncation. The default is 0.05. */
  readonly stddev?: number;
}

/** Values of a normal distribution; those more than two standard deviations from the mean are drawn again. */
export const TruncatedNormal: InitializerFactory<
  'truncatedNormal',
  TruncatedNormalOptions,
  NormalArguments,
  'TruncatedNormal',
  ['mean', 'stddev', 'seed']
> = initializerFactory<
  Required<TruncatedNormalOptions>,
  'truncatedNormal',
  NormalArguments,
  'TruncatedNormal',
  ['mean', 'stddev', 'seed']
>({
  className: 'TruncatedNormal',
  identifier: 'truncatedNormal',
  defaults: { mean: 0, stddev: 0.05, seed: null },
  positional: ['mean', 'stddev', 'seed'],
  create: ({ mean, stddev, seed }) => {
    checkNormal('TruncatedNormal', mean, stddev);
    const next = seedsFrom('TruncatedNormal', seed);
    return (shape) => draw(shape, truncatedNormalStream(next()), stddev, mean);
  },
});

function checkNormal(className: string, mean: number, stddev: number): void {
  finite(`${className}: mean`, mean);
  nonNegative(`${className}: stddev`, stddev);
}

export interface RandomUniformOptions extends SeedOptions {
  /** The lower bound, inclusive. The default is -0.05. */
  readonly minval?: number;
  /** The upper bound, exclusive. The default is 0.05. */
  readonly maxval?: number;
}

type UniformArguments = [minval: number, maxval: number, seed: number | null];

/** Evenly distributed values between `minval` and `maxval`. */
export const RandomUniform: InitializerFactory<
  'randomUniform',
  RandomUniformOptions,
  UniformArguments,
  'RandomUniform',
  ['minval', 'maxval', 'seed']
> = initializerFactory<
  Required<RandomUniformOptions>,
  'randomUniform',
  UniformArguments,
  'RandomUniform',
  ['minval', 'maxval', 'seed']
>({
  className: 'RandomUniform',
  identifier: 'randomUniform',
  defaults: { minval: -0.05, maxval: 0.05, seed: null },
  positional: ['minval', 'maxval', 'seed'],
  create: ({ minval, maxval, seed }) => {
    finite('RandomUniform: minval', minval);
    finite('RandomUniform: maxval', maxval);
    if (minval > maxval) {
      throw new ArgumentError(`RandomUniform: maxval expects a number that is ${minval} or more (received ${maxval})`);
    }
    const next = seedsFrom('RandomUniform', seed);
    return (shape) => draw(shape, uniformStream(next()), maxval - minval, minval);
  },
});
