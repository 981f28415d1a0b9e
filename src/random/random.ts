import { checkSeed, type Generator, generator } from './generator.js';

export { checkSeed } from './generator.js';
export { normalStream, permutation, truncatedNormalStream, uniformStream } from './streams.js';

/** Where all seeds that nobody chose come from: the only random state there is. */
let seeds: Generator = generator(entropy());

/**
 * Makes everything random that follows repeatable: initial weights, dropout, shuffling.
 *
 * `seed` is an integer from 0 to 2^32 - 1.
 *
 * @param seed An integer from 0 to 2^32 - 1.
 *
 * @example
 * setRandomSeed(42);
 */
export function setRandomSeed(seed: number): void {
  seeds = generator(checkSeed('setRandomSeed: seed', seed));
}

/** An integer from 0 to 2^31 - 1, another at each call: the seed of whatever draws numbers next. */
export function nextSeed(): number {
  return seeds.next() >>> 1;
}

/** The numbers of one run: seeds that are drawn one after the other, whatever runs besides. */
export interface SeedStream {
  /** The next seed. */
  next(): number;
  /** Runs something synchronous, in which {@link nextSeed} draws from this stream. */
  within<Result>(action: () => Result): Result;
}

/** A stream of seeds that follows from one seed, drawn now. */
export function seedStream(): SeedStream {
  const own = generator(nextSeed());
  return {
    next: () => own.next() >>> 1,
    within(action) {
      const outer = seeds;
      seeds = own;
      try {
        return action();
      } finally {
        seeds = outer;
      }
    },
  };
}

function entropy(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
