import { finite, nonNegative } from '../arguments/number.js';
import { normalStream } from '../random/random.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { draw } from './draw.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

export interface RandomNormalOptions extends SeedOptions {
  /** 0 unless given. */
  readonly mean?: number;
  /** The standard deviation, 0.05 unless given. */
  readonly stddev?: number;
}

/**
 * Values of a normal distribution.
 *
 * @example
 * Embedding(10_000, 512, { embeddingsInitializer: RandomNormal({ stddev: 0.01 }) });
 */
export function RandomNormal({ mean = 0, stddev = 0.05, ...rest }: RandomNormalOptions = {}): Initializer {
  finite('RandomNormal: mean', mean);
  nonNegative('RandomNormal: stddev', stddev);
  const seed = chosenSeed('RandomNormal', rest);
  return defineInitializer('RandomNormal', { mean, stddev, seed }, (shape) =>
    draw(shape, normalStream(seedOfDraw(seed)), stddev, mean),
  );
}
