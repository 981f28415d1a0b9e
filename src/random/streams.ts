import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { ArgumentError, received } from '../errors.js';

/** A generator of random numbers; drawing changes it. */
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

/** Draws numbers, one at each call. */
export type Stream = () => number;

/** Numbers from 0 (included) to 1 (excluded), each multiple of 2^-53 as likely as any other; one seed, one sequence. */
export function uniformStream(seed: number): Stream {
  const source = generator(seed);
  return () => ((source.next() >>> 5) * 2 ** 26 + (source.next() >>> 6)) * 2 ** -53;
}

/** Normally distributed numbers with mean 0 and standard deviation 1. */
export function normalStream(seed: number): Stream {
  return normalFrom(uniformStream(seed));
}

/** Two from two uniform numbers (Box and Muller). */
function normalFrom(uniform: Stream): Stream {
  let spare = 0;
  let hasSpare = false;
  return () => {
    hasSpare = !hasSpare;
    if (!hasSpare) return spare;
    // One less, so that the logarithm is never that of 0.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Normally distributed numbers of which those more than two standard deviations from the mean are drawn again. */
export function truncatedNormalStream(seed: number): Stream {
  const normal = normalStream(seed);
  return () => {
    let value = normal();
    while (Math.abs(value) > 2) value = normal();
    return value;
  };
}

/** Numbers of a gamma distribution with a scale of 1. */
export function gammaStream(alpha: number, seed: number): Stream {
  const uniform = uniformStream(seed);
  const normal = normalFrom(uniform);
  return () => gammaFrom(alpha, uniform, normal);
}

/** By rejection from the cube of a normal number (Marsaglia and Tsang); an alpha below 1 by way of one more. */
function gammaFrom(alpha: number, uniform: Stream, normal: Stream): number {
  if (alpha < 1) return gammaFrom(alpha + 1, uniform, normal) * (1 - uniform()) ** (1 / alpha);
  const shift = alpha - 1 / 3;
  for (;;) {
    const value = normal();
    const cube = (1 + value / Math.sqrt(9 * shift)) ** 3;
    if (cube <= 0) continue;
    if (Math.log(1 - uniform()) < value ** 2 / 2 + shift * (1 - cube + Math.log(cube))) return shift * cube;
  }
}

/** Numbers of a beta distribution, from 0 to 1. */
export function betaStream(alpha: number, beta: number, seed: number): Stream {
  const uniform = uniformStream(seed);
  const normal = normalFrom(uniform);
  return () => betaFrom(alpha, beta, uniform, normal);
}

function betaFrom(alpha: number, beta: number, uniform: Stream, normal: Stream): number {
  const one = gammaFrom(alpha, uniform, normal);
  const other = gammaFrom(beta, uniform, normal);
  // (A sum of both could be infinite.)
  if (one > 0 || other > 0) return one > 0 ? 1 / (1 + other / one) : 0;
  // Both are too small for a number; one of them is all of the sum.
  return uniform() * (alpha + beta) < alpha ? 1 : 0;
}

/** How many of `count` draws succeed, each with a probability. */
export function binomialStream(count: number, probability: number, seed: number): Stream {
  const uniform = uniformStream(seed);
  const normal = normalFrom(uniform);
  return () => {
    let successes = 0;
    let left = count;
    let share = probability;
    // The median of many uniform numbers halves them: those on one side of the probability are counted at once.
    while (left > 50) {
      const lower = 1 + Math.floor(left / 2);
      const median = betaFrom(lower, left + 1 - lower, uniform, normal);
      if (median <= share) {
        successes += lower;
        left -= lower;
        share = median < 1 ? (share - median) / (1 - median) : 0;
      } else {
        left = lower - 1;
        share /= median;
      }
    }
    for (let draw = 0; draw < left; draw++) if (uniform() < share) successes++;
    return successes;
  };
}

/** The integers from 0 to `count - 1` in random order, every order alike (Fisher and Yates). */
export function permutation(count: number, seed: number): Int32Array {
  const uniform = uniformStream(seed);
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    const moved = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = moved;
  }
  return order;
}
