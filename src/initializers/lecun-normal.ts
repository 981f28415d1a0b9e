import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values of a truncated normal distribution with variance 1 / inputs, for layers with `selu`, by Klambauer et al. (2017). */
export function LecunNormal(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('LecunNormal', options);
  return defineInitializer('LecunNormal', { seed }, (shape) =>
    scaledValues(shape, { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' }, seedOfDraw(seed)),
  );
}
