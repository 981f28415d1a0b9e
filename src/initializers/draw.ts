import { checkSeed, nextSeed } from '../random/random.js';

/** The number of elements of a weight of `shape`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** The values of a weight of `shape`: the next numbers of `stream`, multiplied by `scale`, plus `offset`. */
export function draw(shape: readonly number[], stream: () => number, scale: number, offset = 0): Float32Array {
  const values = new Float32Array(elementCount(shape));
  for (let index = 0; index < values.length; index++) values[index] = stream() * scale + offset;
  return values;
}

/** The option that all random initializers have. */
export interface SeedOptions {
  /**
   * An integer from 0 to 2^32 - 1 that makes the values the same each time; `null`, unless given, for different values for
   * each weight, which `setRandomSeed` makes repeatable.
   */
  readonly seed?: number | null;
}

/**
 * The seeds of the weights that are initialized, from an option.
 *
 * An initializer without a seed takes another one for each weight. (In Keras it takes one for itself, so that weights that
 * share it, and have the same shape, start out equal.)
 */
export function seedsFrom(className: string, seed: number | null): () => number {
  if (seed === null) return nextSeed;
  checkSeed(`${className}: seed`, seed);
  return () => seed;
}
