import { describe, expect, test } from 'vitest';
import * as initializers from '../../src/initializers/index.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { type GoldenInitializer, golden as ofKeras } from '../golden/keras-numbers.js';
import { expectClose } from '../losses/close.js';

const cases = ofKeras.initializers;

function valuesOf({ initializer, config, shape }: GoldenInitializer, seed?: number): Float32Array {
  const seeded = seed === undefined ? config : { ...config, seed };
  return fromKerasConfig({ class_name: initializer, config: seeded }, { kind: 'initializer' }).values(shape);
}

describe('values as in Keras', () => {
  test.each(cases.filter(({ values }) => values))('$initializer $config', (golden) => {
    expectClose(valuesOf(golden), golden.values ?? [], 1e-6);
  });

  test('there are cases of every class', () => {
    const classes = Object.keys(initializers).filter((name) => /^[A-Z]/.test(name));
    expect(new Set(cases.map(({ initializer }) => initializer))).toEqual(new Set(classes));
  });
});

describe('a distribution as in Keras', () => {
  test.each(cases.filter(({ observed }) => observed))('$initializer $config $shape', (golden) => {
    const { std, min, max } = golden.observed as { std: number; min: number; max: number };
    const isUnbounded =
      /RandomNormal|Orthogonal/.test(golden.initializer) || /^unt/.test(`${golden.config.distribution}`);
    for (const seed of [1, 2, 3]) {
      const values = valuesOf(golden, seed);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      expect(Math.abs(mean)).toBeLessThan((4.5 * std) / Math.sqrt(values.length));
      expect(Math.abs(deviation / std - 1)).toBeLessThan(0.02);
      const least = values.reduce((left, right) => Math.min(left, right));
      const greatest = values.reduce((left, right) => Math.max(left, right));
      const tolerance = isUnbounded ? 0.4 : 0.002;
      expect(Math.abs(least / min - 1)).toBeLessThan(tolerance);
      expect(Math.abs(greatest / max - 1)).toBeLessThan(tolerance);
    }
  });
});
