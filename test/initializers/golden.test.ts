import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as initializers from '../../src/initializers/index.js';

interface Golden {
  readonly initializer: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly shape: readonly number[];
  readonly values?: readonly number[];
  readonly observed?: { readonly mean: number; readonly std: number; readonly min: number; readonly max: number };
  readonly orthogonality?: number;
}

const file = new URL('../golden/golden_misc.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')).initializers as readonly Golden[];

const make = initializers as unknown as Readonly<Record<string, (options: unknown) => initializers.Initializer>>;
const camelCase = (value: unknown) =>
  typeof value === 'string' ? value.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) : value;

function valuesOf({ initializer, config, shape }: Golden, seed: number): Float32Array {
  const options = Object.fromEntries(Object.entries(config).map(([name, value]) => [name, camelCase(value)]));
  const given = initializer === 'Constant' ? options.value : { ...options, seed };
  return (make[initializer] as (options: unknown) => initializers.Initializer)(given).values(shape);
}

describe('values as in Keras', () => {
  test.each(cases.filter(({ values }) => values))('$initializer $config', (golden) => {
    expect(valuesOf(golden, 1)).toEqual(new Float32Array(golden.values as number[]));
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
