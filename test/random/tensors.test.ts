import * as tf from '@tensorflow/tfjs-core';
import { random, setBackend, setRandomSeed, type Tensor, tensor } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ArgumentError, TupleflowError } from '../../src/errors.js';

function moments(given: tf.Tensor): { readonly mean: number; readonly variance: number } {
  const values = [...given.dataSync()];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

/** The mean and the variance of many numbers, to five standard errors of the mean. */
function expectMoments(given: tf.Tensor, mean: number, variance: number): void {
  const found = moments(given);
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / given.size));
  expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.05);
}

const draws = {
  normal: () => random.normal([4, 3]),
  truncatedNormal: () => random.truncatedNormal([4, 3]),
  uniform: () => random.uniform([4, 3]),
  randint: () => random.randint([4, 3], 0, 1000),
  gamma: () => random.gamma([4, 3], 2),
  beta: () => random.beta([4, 3], 2, 3),
  binomial: () => random.binomial([4, 3], 1000, 0.5),
  categorical: () => random.categorical(tf.zeros([4, 1000]), 3),
  shuffle: () => random.shuffle(tf.range(0, 100)),
  dropout: () => random.dropout(tf.ones([100]), 0.5),
} satisfies Readonly<Record<string, () => tf.Tensor>>;

const seeded = {
  normal: (seed: number) => random.normal([4, 3], { seed }),
  truncatedNormal: (seed: number) => random.truncatedNormal([4, 3], { seed }),
  uniform: (seed: number) => random.uniform([4, 3], { seed }),
  randint: (seed: number) => random.randint([4, 3], 0, 1000, { seed }),
  gamma: (seed: number) => random.gamma([4, 3], 2, { seed }),
  beta: (seed: number) => random.beta([4, 3], 2, 3, { seed }),
  binomial: (seed: number) => random.binomial([4, 3], 1000, 0.5, { seed }),
  categorical: (seed: number) => random.categorical(tf.zeros([4, 1000]), 3, { seed }),
  shuffle: (seed: number) => random.shuffle(tf.range(0, 100), { seed }),
  dropout: (seed: number) => random.dropout(tf.ones([100]), 0.5, { seed }),
} satisfies { readonly [Name in keyof typeof draws]: (seed: number) => tf.Tensor };

describe.each(['cpu', 'wasm'] as const)('random tensors on %s', (backend) => {
  beforeAll(() => setBackend(backend));
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  it('are all here', () => {
    expect(Object.keys(draws).sort()).toEqual(Object.keys(random).sort());
  });

  it.each(Object.keys(draws) as (keyof typeof draws)[])(
    '%s follows from setRandomSeed, or from its own seed',
    (name) => {
      const numbers = (given: tf.Tensor) => [...given.dataSync()];
      setRandomSeed(3);
      const [first, second] = [draws[name](), draws[name]()];
      setRandomSeed(3);
      const again = draws[name]();
      expect(numbers(again)).toEqual(numbers(first));
      expect(numbers(second)).not.toEqual(numbers(first));
      // A seed of one's own is not counted among the others.
      const own = seeded[name](7);
      expect(numbers(draws[name]())).toEqual(numbers(second));
      expect(numbers(seeded[name](7))).toEqual(numbers(own));
      expect(numbers(seeded[name](8))).not.toEqual(numbers(own));
    },
  );

  it.each(Object.keys(draws) as (keyof typeof draws)[])('%s makes one tensor', (name) => {
    const before = tf.memory().numTensors;
    const inputs = { categorical: 1, shuffle: 1, dropout: 1 }[name as 'shuffle'] ?? 0;
    draws[name]();
    expect(tf.memory().numTensors).toBe(before + 1 + inputs);
  });

  it('have the distributions that they say', () => {
    const options = { seed: 1 };
    expectMoments(random.normal([20_000], { mean: 3, stddev: 2, ...options }), 3, 4);
    // The variance of a standard normal distribution that is cut at -2 and 2.
    expectMoments(random.truncatedNormal([20_000], { mean: -1, stddev: 0.5, ...options }), -1, 0.25 * 0.7737413);
    expectMoments(random.uniform([20_000], { minval: -1, maxval: 3, ...options }), 1, 16 / 12);
    expectMoments(random.randint([20_000], -2, 9, options), 3, 120 / 12);
    expectMoments(random.gamma([20_000], 3, options), 3, 3);
    expectMoments(random.gamma([20_000], 0.5, options), 0.5, 0.5);
    expectMoments(random.beta([20_000], 2, 3, options), 0.4, 0.04);
    expectMoments(random.beta([20_000], 0.5, 0.5, options), 0.5, 0.125);
    expectMoments(random.binomial([20_000], 20, 0.3, options), 6, 4.2);
    expectMoments(random.binomial([20_000], 1000, 0.02, options), 20, 19.6);
    expectMoments(random.binomial([20_000], 1e6, 0.7, options), 7e5, 2.1e5);
  });

  it('stay in their bounds', () => {
    const within = (given: tf.Tensor, low: number, high: number) =>
      expect([...given.dataSync()].every((value) => value >= low && value <= high)).toBe(true);
    within(random.truncatedNormal([10_000], { seed: 1 }), -2, 2);
    const uniform = random.uniform([100_000], { minval: 1, maxval: 1.000001, seed: 1 });
    expect(new Set(uniform.dataSync())).toEqual(
      new Set([1, 2, 3, 4, 5, 6, 7].map((step) => 1 + step * 2 ** -23).concat(1)),
    );
    expect(Math.max(...uniform.dataSync())).toBeLessThan(Math.fround(1.000001));
    expect(new Set(random.randint([1000], 1, 7, { seed: 1 }).dataSync())).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    within(random.beta([1000], 1e-9, 1e-9, { seed: 1 }), 0, 1);
    expect([...random.binomial([3], 100, 1, { seed: 1 }).dataSync()]).toEqual([100, 100, 100]);
    expect([...random.binomial([3], 100, 0, { seed: 1 }).dataSync()]).toEqual([0, 0, 0]);
    expect([...random.uniform([2], { minval: 5, maxval: 5 }).dataSync()]).toEqual([5, 5]);
    expect(random.normal([0, 3]).shape).toEqual([0, 3]);
    expect(random.normal([]).shape).toEqual([]);
  });

  it('categorical does not read what it is given', () => {
    const reads = vi.spyOn(tf.engine(), 'readSync');
    using drawn = random.categorical(tf.zeros([2, 3]), 4);
    expect(drawn.shape).toEqual([2, 4]);
    expect(reads).toHaveBeenCalledTimes(0);
    reads.mockRestore();
  });

  it('categorical draws classes as often as their probabilities say', () => {
    const probabilities = [0.1, 0.2, 0.7];
    const logits = tensor([...probabilities.map(Math.log), 5, Number.NEGATIVE_INFINITY, 5], [2, 3]);
    const drawn: Tensor<[2, 10_000], 'int32'> = random.categorical(logits, 10_000, { seed: 1 });
    const [first = [], second = []] = drawn.arraySync();
    for (const [place, probability] of probabilities.entries()) {
      const share = first.filter((one) => one === place).length / 10_000;
      expect(Math.abs(share - probability)).toBeLessThan(0.02);
    }
    expect(new Set(second)).toEqual(new Set([0, 2]));
  });

  it('shuffle keeps slices along any axis', () => {
    const rows = tensor([0, 1, 2, 10, 11, 12], [2, 3]);
    const columns: Tensor<[2, 3]> = random.shuffle(rows, { axis: 1, seed: 3 });
    const [first = [], second = []] = columns.arraySync();
    expect([...first].sort()).toEqual([0, 1, 2]);
    expect(second).toEqual(first.map((value) => value + 10));
    const flags: Tensor<[number], 'bool'> = random.shuffle(tensor([true, false]));
    expect(flags.dtype).toBe('bool');
  });

  it('dropout keeps the mean, repeats its noise, and has a gradient', () => {
    const dropped = random.dropout(tf.ones([10_000]), 0.2, { seed: 1 });
    expect(new Set(dropped.dataSync())).toEqual(new Set([0, Math.fround(1.25)]));
    expect(Math.abs(moments(dropped).mean - 1)).toBeLessThan(0.03);
    const [rows] = [
      random.dropout(tf.ones([50, 4]), 0.5, { noiseShape: [null, 1], seed: 1 }).arraySync() as number[][],
    ];
    expect(rows?.every((row) => new Set(row).size === 1)).toBe(true);
    const x = tf.ones([20]);
    const gradient = tf.grad((given) => random.dropout(given, 0.5, { seed: 4 }))(x);
    expect(gradient.dataSync()).toEqual(random.dropout(x, 0.5, { seed: 4 }).dataSync());
  });

  const loose = random as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;
  it.each([
    ['normal', [5], 'random.normal: shape expects a list of at most 6 integers from 0 (received 5)'],
    ['normal', [[2], { stddev: -1 }], 'random.normal: stddev expects a number that is 0 or more (received -1)'],
    ['normal', [[2], { stdev: 1 }], "did you mean 'stddev'?)"],
    ['normal', [[2], null], 'random.normal expects an object of options (received null)'],
    ['normal', [[2], { seed: 0.5 }], 'random.normal: seed expects an integer from 0 to 2^32 - 1 (received 0.5)'],
    ['normal', [[2], { dtype: 'int32' }], "random.normal: dtype expects one of 'float32' (received 'int32')"],
    ['uniform', [[2], { minval: 2 }], 'random.uniform expects a maxval above minval (received 1, and 2)'],
    ['randint', [[2], 3, 3], 'random.randint expects a maxval above minval (received 3, and 3)'],
    [
      'randint',
      [[2], 0.5, 3],
      'random.randint: minval expects an integer from -2147483648 to 2147483648 (received 0.5)',
    ],
    ['randint', [[2], 0n, 3], '(received 0n)'],
    ['gamma', [[2], 0], 'random.gamma: alpha expects a number that is more than 0 (received 0)'],
    ['beta', [[2], 1], 'random.beta: beta expects a number that is more than 0 (received undefined)'],
    ['binomial', [[2], -1, 0.5], 'random.binomial: counts expects an integer from 0 to 9007199254740991 (received -1)'],
    ['binomial', [[2], 1, 2], 'random.binomial: probabilities expects a number from 0 to 1 (received 2)'],
    ['categorical', [5, 1], 'random.categorical expects a tensor (received 5)'],
    ['shuffle', [null], 'random.shuffle expects a tensor (received null)'],
    ['dropout', [Symbol('a'), 0.5], 'random.dropout expects a tensor (received Symbol(a))'],
  ] as const)('%s refuses %o', (name, given, message) => {
    expect(() => loose[name]?.(...given)).toThrow(message);
    expect(() => loose[name]?.(...given)).toThrow(ArgumentError);
  });

  it('refuse tensors that do not fit', () => {
    const x = tf.ones([2, 3]);
    expect(() => random.categorical(tf.ones([3]) as tf.Tensor, 1)).toThrow(
      'random.categorical expects logits of shape (batch, classes) (received (3))',
    );
    expect(() => random.categorical(x, 0)).toThrow(
      'random.categorical: numSamples expects a positive integer (received 0)',
    );
    expect(() => random.shuffle(x, { axis: 2 })).toThrow(TupleflowError);
    expect(() => random.shuffle(tf.tensor(['a']))).toThrow('random.shuffle expects numbers (received strings)');
    expect(() => random.dropout(x, 1)).toThrow(
      'random.dropout: rate expects a number from 0 to less than 1 (received 1)',
    );
    expect(() => random.dropout(x, 0.5, { noiseShape: [2] })).toThrow(
      'random.dropout: noiseShape expects 1, null or the size of each axis of (2, 3) (received (2))',
    );
    expect(() => random.dropout(tf.ones([2], 'int32'), 0.5)).toThrow(
      'random.dropout expects a tensor of float32 (received int32)',
    );
  });
});
