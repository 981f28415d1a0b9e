import { describe, expect, test } from 'vitest';
import { ArgumentError } from '../../src/errors.js';
import {
  nextSeed,
  normalStream,
  permutation,
  setRandomSeed,
  truncatedNormalStream,
  uniformStream,
} from '../../src/random/random.js';

const take = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** 2));
};

describe.each([
  ['uniformStream', uniformStream],
  ['normalStream', normalStream],
  ['truncatedNormalStream', truncatedNormalStream],
])('%s', (_, stream) => {
  test('one seed is one sequence, whatever else draws', () => {
    const first = stream(7);
    const second = stream(7);
    const drawn = take(100, first);
    nextSeed();
    expect(take(100, second)).toEqual(drawn);
    expect(take(100, stream(8))).not.toEqual(drawn);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 32, '1' as never, undefined as never])('%s is no seed', (seed) => {
    expect(() => stream(seed)).toThrow(ArgumentError);
    expect(() => stream(seed)).toThrow(`seed expects an integer from 0 to 2^32 - 1 (received `);
  });
});

describe('uniformStream', () => {
  test('is in [0, 1), with the moments and the frequencies of a uniform distribution', () => {
    for (const seed of [0, 1, 2 ** 32 - 1]) {
      const values = take(100_000, uniformStream(seed));
      expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
      expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(0.004);
      expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(0.002);
      const counts = new Array<number>(100).fill(0);
      for (const value of values) counts[Math.floor(value * 100)] = (counts[Math.floor(value * 100)] as number) + 1;
      const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      // The quantiles 0.0001 and 0.9999 of 99 degrees of freedom.
      expect(chiSquared).toBeGreaterThan(52);
      expect(chiSquared).toBeLessThan(162);
    }
  });

  test('seeds that are neighbours have nothing in common, not even at the start', () => {
    const firsts = take(
      10_000,
      (() => {
        let seed = 0;
        return () => uniformStream(seed++)();
      })(),
    );
    expect(Math.abs(mean(firsts) - 1 / 2)).toBeLessThan(0.012);
    const products = firsts.slice(1).map((value, index) => (value - 0.5) * ((firsts[index] as number) - 0.5));
    expect(Math.abs(mean(products)) * 12).toBeLessThan(0.04);
  });
});

test('normalStream has the moments of a normal distribution', () => {
  const values = take(200_000, normalStream(3));
  expect(values.every(Number.isFinite)).toBe(true);
  expect(Math.abs(mean(values))).toBeLessThan(0.009);
  expect(Math.abs(variance(values) - 1)).toBeLessThan(0.013);
  expect(Math.abs(mean(values.map((value) => value ** 3)))).toBeLessThan(0.035);
  expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.09);
  const neighbours = values.slice(1).map((value, index) => value * (values[index] as number));
  expect(Math.abs(mean(neighbours))).toBeLessThan(0.009);
});

test('truncatedNormalStream ends two standard deviations from the mean', () => {
  const values = take(100_000, truncatedNormalStream(3));
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2);
  expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(1.999);
  expect(Math.abs(Math.sqrt(variance(values)) - 0.87962566)).toBeLessThan(0.006);
});

describe('permutation', () => {
  test('of nothing and of one', () => {
    expect(permutation(0, 1)).toEqual(new Int32Array(0));
    expect(permutation(1, 1)).toEqual(new Int32Array([0]));
  });

  test('has every number once, and is the same for the same seed', () => {
    const order = permutation(10_000, 5);
    expect([...order].sort((left, right) => left - right)).toEqual(
      take(
        10_000,
        (() => {
          let index = 0;
          return () => index++;
        })(),
      ),
    );
    expect(permutation(10_000, 5)).toEqual(order);
    expect(permutation(10_000, 6)).not.toEqual(order);
  });

  test('gives every order alike', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 24_000; seed++) {
      const order = permutation(4, seed).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});

describe('setRandomSeed', () => {
  test('makes the seeds that follow repeatable', () => {
    setRandomSeed(42);
    const seeds = take(1000, nextSeed);
    setRandomSeed(42);
    expect(take(1000, nextSeed)).toEqual(seeds);
    setRandomSeed(43);
    expect(take(1000, nextSeed)).not.toEqual(seeds);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(new Set(seeds).size).toBe(1000);
  });

  test('a seed that is none changes nothing', () => {
    setRandomSeed(1);
    const next = nextSeed();
    setRandomSeed(1);
    expect(() => setRandomSeed(-1)).toThrow(
      new ArgumentError('setRandomSeed: seed expects an integer from 0 to 2^32 - 1 (received -1)'),
    );
    expect(nextSeed()).toBe(next);
  });
});
