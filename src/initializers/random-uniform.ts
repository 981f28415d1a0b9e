import { finite } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import { uniformStream } from '../random/random.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import { draw } from './draw.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

export interface RandomUniformOptions extends SeedOptions {
  /** The lower bound, -0.05 unless given. */
  readonly minval?: number;
  /** The upper bound, 0.05 unless given. */
  readonly maxval?: number;
}

/** Values between `minval` and `maxval`, all alike. */
export function RandomUniform({ minval = -0.05, maxval = 0.05, ...rest }: RandomUniformOptions = {}): Initializer {
  finite('RandomUniform: minval', minval);
  finite('RandomUniform: maxval', maxval);
  if (minval > maxval) {
    throw new ArgumentError(`RandomUniform: maxval expects a number that is ${minval} or more (received ${maxval})`);
  }
  const seed = chosenSeed('RandomUniform', rest);
  return defineInitializer('RandomUniform', { minval, maxval, seed }, (shape) =>
    draw(shape, uniformStream(seedOfDraw(seed)), maxval - minval, minval),
  );
}
