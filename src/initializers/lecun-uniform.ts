import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values from -limit to limit, the square root of 3 / inputs, by LeCun et al. (1998). */
export function LecunUniform(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('LecunUniform', options);
  return defineInitializer('LecunUniform', { seed }, (shape) =>
    scaledValues(shape, { scale: 1, mode: 'fanIn', distribution: 'uniform' }, seedOfDraw(seed)),
  );
}
