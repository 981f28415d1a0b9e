import { finite, nonNegative } from '../arguments/number.js';
import { truncatedNormalStream } from '../random/random.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { draw } from './draw.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

export interface TruncatedNormalOptions extends SeedOptions {
  /** 0 unless given. */
  readonly mean?: number;
  /** The standard deviation before values are drawn again, 0.05 unless given. */
  readonly stddev?: number;
}

/** Values of a normal distribution; those more than two standard deviations from the mean are drawn again. */
export function TruncatedNormal({ mean = 0, stddev = 0.05, ...rest }: TruncatedNormalOptions = {}): Initializer {
  finite('TruncatedNormal: mean', mean);
  nonNegative('TruncatedNormal: stddev', stddev);
  const seed = chosenSeed('TruncatedNormal', rest);
  return defineInitializer('TruncatedNormal', { mean, stddev, seed }, (shape) =>
    draw(shape, truncatedNormalStream(seedOfDraw(seed)), stddev, mean),
  );
}
