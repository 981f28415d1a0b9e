import { defineInitializer, type Initializer } from './define-initializer.js';
import { scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** Values from -limit to limit, the square root of 6 / (inputs + outputs), by Glorot and Bengio (2010). */
export function GlorotUniform(options: SeedOptions = {}): Initializer {
  const seed = chosenSeed('GlorotUniform', options);
  return defineInitializer('GlorotUniform', { seed }, (shape) =>
    scaledValues(shape, { scale: 1, mode: 'fanAvg', distribution: 'uniform' }, seedOfDraw(seed)),
  );
}
