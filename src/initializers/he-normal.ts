import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values of a truncated normal distribution with variance 2 / inputs, for layers with `relu`, by He et al. (2015). */
export function HeNormal(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('HeNormal', options);
  return defineInitializer('HeNormal', { seed }, (shape) =>
    scaledValues(shape, { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' }, seedOfDraw(seed)),
  );
}
