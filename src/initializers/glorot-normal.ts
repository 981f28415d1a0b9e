import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values of a truncated normal distribution with variance 2 / (inputs + outputs), by Glorot and Bengio (2010). */
export function GlorotNormal(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('GlorotNormal', options);
  return defineInitializer('GlorotNormal', { seed }, (shape) =>
    scaledValues(shape, { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' }, seedOfDraw(seed)),
  );
}
