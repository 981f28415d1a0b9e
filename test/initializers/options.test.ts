import { describe, expect, test } from 'vitest';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { fans } from '../../src/initializers/define-initializer.js';
import {
  Constant,
  GlorotNormal,
  GlorotUniform,
  HeUniform,
  Identity,
  LecunNormal,
  Ones,
  Orthogonal,
  RandomNormal,
  RandomUniform,
  STFT,
  TruncatedNormal,
  VarianceScaling,
  Zeros,
} from '../../src/initializers/index.js';

test.each([
  [[], 1, 1],
  [[7], 7, 7],
  [[3, 5], 3, 5],
  [[2, 3, 5], 6, 10],
  [[3, 3, 40, 60], 360, 540],
  [[0, 5], 0, 5],
] as const)('the fans of %j are %i and %i', (shape, fanIn, fanOut) => {
  expect(fans(shape)).toEqual({ fanIn, fanOut });
});

test.each([
  [[4, 2, 3], [0], [1, 2], 4, 6],
  [[2, 3, 4], [0, 1], [-1], 6, 4],
  [[5], [], [0], 1, 5],
])('the fans of %j with inputs on %j and units on %j are %i and %i', (shape, inputAxes, outputAxes, fanIn, fanOut) => {
  expect(fans(shape, { inputAxes, outputAxes })).toEqual({ fanIn, fanOut });
});

test('axes that a layer says count where an initializer has none of its own', () => {
  const limit = (values: Float32Array) => values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const [shape, axes] = [[100, 10, 20], { inputAxes: [0], outputAxes: [1, 2] }] as const;
  expect(limit(GlorotUniform({ seed: 1 }).values(shape))).toBeCloseTo(Math.sqrt(6 / (1000 + 2000)), 4);
  expect(limit(GlorotUniform({ seed: 1 }).values(shape, axes))).toBeCloseTo(Math.sqrt(6 / (100 + 200)), 3);
  const half = HeUniform({ seed: 1, inputAxes: [1] });
  expect(half.options).toEqual({ seed: 1, inputAxes: [1], outputAxes: null });
  expect(limit(half.values(shape, axes))).toBeCloseTo(Math.sqrt(6 / 100), 3);
  const own = HeUniform({ seed: 1, inputAxes: [1], outputAxes: [2] });
  expect(limit(own.values(shape, axes))).toBeCloseTo(Math.sqrt(6 / 10), 3);
  expect(() => own.values([3])).toThrow(new ArgumentError('fans expects axes of a weight (3) (received 1)'));
});

test('values that are all the same, of any shape', () => {
  expect(Zeros().values([2, 2])).toEqual(new Float32Array(4));
  expect(Ones().values([])).toEqual(new Float32Array([1]));
  expect(Constant(-2.5).values([2])).toEqual(new Float32Array([-2.5, -2.5]));
  expect(Constant().options).toEqual({ value: 0 });
});

describe('Identity', () => {
  test('of a matrix that is not square', () => {
    expect(Identity().values([3, 2])).toEqual(new Float32Array([1, 0, 0, 1, 0, 0]));
  });

  test.each([[[3]], [[2, 2, 2]], [[]]])('not of %j', (shape) => {
    const shown = `(${shape.join(', ')})`;
    expect(() => Identity().values(shape)).toThrow(
      new ShapeError(`Identity expects a shape with two axes (received ${shown})`),
    );
  });
});

describe('Orthogonal', () => {
  test.each([
    [[6, 6], 1],
    [[20, 5], 1],
    [[5, 20], 2],
    [[3, 3, 4, 8], -0.5],
    [[2, 2, 1, 9], 1],
    [[1, 1], 1],
  ])('%j with gain %d has orthogonal rows or columns', (shape, gain) => {
    const columns = shape.at(-1) as number;
    const values = Orthogonal({ gain, seed: 2 }).values(shape);
    const rows = values.length / columns;
    const at = (vector: number, place: number) =>
      values[rows >= columns ? place * columns + vector : vector * columns + place] as number;
    for (let left = 0; left < Math.min(rows, columns); left++) {
      for (let right = 0; right < Math.min(rows, columns); right++) {
        let product = 0;
        for (let place = 0; place < Math.max(rows, columns); place++) product += at(left, place) * at(right, place);
        expect(product).toBeCloseTo(left === right ? gain ** 2 : 0, 6);
      }
    }
  });

  test('turns both ways alike: determinants are 1 as often as -1', () => {
    let positive = 0;
    for (let seed = 0; seed < 400; seed++) {
      const [a, b, c, d] = Orthogonal({ seed }).values([2, 2]) as unknown as [number, number, number, number];
      if (a * d - b * c > 0) positive++;
    }
    expect(Math.abs(positive - 200)).toBeLessThan(40);
  });

  test('not of a vector', () => {
    expect(() => Orthogonal().values([4])).toThrow(
      new ShapeError('Orthogonal expects a shape with at least two axes (received (4))'),
    );
  });
});

test('mean and bounds are where they were put', () => {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(RandomNormal({ mean: 5, stddev: 0.1, seed: 1 }).values([10_000]))).toBeCloseTo(5, 2);
  expect(mean(TruncatedNormal({ mean: -5, stddev: 0.1, seed: 1 }).values([10_000]))).toBeCloseTo(-5, 2);
  expect(mean(RandomUniform({ minval: 0, maxval: 10, seed: 1 }).values([10_000]))).toBeCloseTo(5, 0);
  expect(RandomNormal({ mean: 3, stddev: 0 }).values([2])).toEqual(new Float32Array([3, 3]));
});

test.each([
  // @ts-expect-error RandomNormal: stddev expects a number that is 0 or more (received -1)
  ['RandomNormal: stddev expects a number that is 0 or more (received -1)', () => RandomNormal({ stddev: -1 })],
  ['RandomNormal: mean expects a finite number (received NaN)', () => RandomNormal({ mean: Number.NaN })],
  ['TruncatedNormal: stddev expects a number that is 0 or more (received NaN)', () => TruncatedNormal({ stddev: NaN })],
  ['RandomUniform: maxval expects a number that is 0.5 or more (received 0.05)', () => RandomUniform({ minval: 0.5 })],
  ['RandomUniform: minval expects a finite number (received -Infinity)', () => RandomUniform({ minval: -Infinity })],
  ['Constant: value expects a finite number (received NaN)', () => Constant(Number.NaN)],
  ["Constant: value expects a finite number (received '1')", () => Constant('1' as never)],
  ['Identity: gain expects a finite number (received Infinity)', () => Identity({ gain: Infinity })],
  ['Orthogonal: gain expects a finite number (received NaN)', () => Orthogonal({ gain: NaN })],
  // @ts-expect-error VarianceScaling: scale expects a number that is more than 0 (received 0)
  ['VarianceScaling: scale expects a number that is more than 0 (received 0)', () => VarianceScaling({ scale: 0 })],
  [
    'LecunNormal: inputAxes expects a list of integers, or null (received 0)',
    () => LecunNormal({ inputAxes: 0 as never }),
  ],
  [
    'GlorotNormal: outputAxes expects a list of integers, or null (received [0.5])',
    () => GlorotNormal({ outputAxes: [0.5] }),
  ],
  [
    "VarianceScaling: mode expects one of 'fanIn', 'fanOut', 'fanAvg' (received 'fan_in', did you mean 'fanIn'?)",
    () => VarianceScaling({ mode: 'fan_in' as never }),
  ],
  [
    "VarianceScaling: distribution expects one of 'truncatedNormal', 'untruncatedNormal', 'uniform' (received 'constructor')",
    () => VarianceScaling({ distribution: 'constructor' as never }),
  ],
] as const)('%s', (message, make) => {
  expect(make).toThrow(new ArgumentError(message));
});

test('a transform that is made of whole turns stays exact far from its start', () => {
  const values = STFT({ window: null, scaling: null }).values([100_001, 1, 3]);
  expect([...values.slice(-3)]).toEqual([1, 1, 1]);
  expect(
    [...STFT({ side: 'imag', window: null }).values([2, 1, 3])].map((value) => Math.round(value * 1e6) + 0),
  ).toEqual([0, 0, 0, 0, -1e6, 0]);
});

test.each([
  [() => STFT({ side: 'imaginary' as 'imag' }), ArgumentError, "STFT: side expects one of 'real', 'imag'"],
  [() => STFT({ window: 'han' as 'hann' }), ArgumentError, "(received 'han', did you mean 'hann'?)"],
  [() => STFT({ window: ['a'] as never }), ArgumentError, "a list of numbers, or null (received ['a'])"],
  [() => STFT({ scaling: 'l2' as 'density' }), ArgumentError, "STFT: scaling expects one of 'density', 'spectrum'"],
  [() => STFT().values([3, 2, 5]), ShapeError, 'STFT expects a shape (steps, 1, frequencies) (received (3, 2, 5))'],
  [() => STFT({ window: [1, 2] }).values([3, 1, 5]), ShapeError, 'STFT: window expects 3 values (received 2)'],
])('STFT rejects %s', (make, kind, message) => {
  expect(make).toThrow(kind);
  expect(make).toThrow(message);
});
