import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values from -limit to limit, the square root of 6 / inputs, for layers with `relu`, by He et al. (2015). */
export function HeUniform(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('HeUniform', options);
  return defineInitializer('HeUniform', { seed }, (shape) =>
    scaledValues(shape, { scale: 2, mode: 'fanIn', distribution: 'uniform' }, seedOfDraw(seed)),
  );
}
