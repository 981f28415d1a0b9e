import { checkSeed, nextSeed } from '../random/random.js';

/** The option that all random initializers have. */
export interface SeedOptions {
  /**
   * An integer from 0 to 2^32 - 1 that makes the values the same each time; unless given, each weight gets values of
   * its own, which `setRandomSeed` makes repeatable.
   */
  readonly seed?: number | null;
}

/** The seed of `options`, checked; `null` where there is none. */
export function chosenSeed(className: string, { seed = null }: SeedOptions): number | null {
  return seed === null ? null : checkSeed(`${className}: seed`, seed);
}

/**
 * The seed to draw the values of one weight with.
 *
 * An initializer without a seed takes another one for each weight. (In Keras it takes one for itself, so that weights that
 * share it, and have the same shape, start out equal.)
 */
export function seedOfDraw(chosen: number | null): number {
  return chosen ?? nextSeed();
}
