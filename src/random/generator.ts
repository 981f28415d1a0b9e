import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { ArgumentError, received } from '../errors.js';

/** What numbers are drawn from; drawing changes it. */
export interface Generator {
  /** An integer from -2^31 to 2^31 - 1. */
  next(): number;
  /** Its state, from which {@link generatorFrom} goes on. */
  getState(): readonly number[];
}

/** The generator that goes on from a state. */
export function generatorFrom(state: readonly number[]): Generator {
  return xoroshiro128plusFromState([...state]);
}

/** The generator of a seed, an integer from 0 to 2^32 - 1. */
export function generator(seed: number): Generator {
  const start = scramble(checkSeed('seed', seed));
  return xoroshiro128plusFromState([1, 2, 3, 4].map((word) => scramble(start + word * goldenRatio)));
}

/** `seed`, if it is one; `owner` names the argument: `GlorotUniform: seed`. */
export function checkSeed(owner: string, seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new ArgumentError(`${owner} expects an integer from 0 to 2^32 - 1 (received ${received(seed)})`);
}

const goldenRatio = 0x9e3779b9;

/**
 * A permutation of the 32-bit integers that spreads neighbours apart (the last step of MurmurHash3): seeds are often 1, 2
 * and 3, and without it their first numbers would be nearly the same.
 */
function scramble(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
