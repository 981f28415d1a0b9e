import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../types/compilers.js';
import { disposeModel, predictionsOf } from './predictions.js';

interface Golden {
  readonly names?: readonly string[];
  /** `float`, or the number below which integers are. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly kind: 'float' | number }[];
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

const folder = join(root, 'test/golden/old-files');
const expected: Readonly<Record<string, Golden>> = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));

beforeAll(() => setBackend('cpu'));

describe('files of Keras 2', () => {
  it.each(Object.keys(expected))('%s', async (file) => {
    const { names, inputs, outputs } = expected[file] as Golden;
    const data = inputs.map(({ shape, kind }) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const value = (index: number) => (kind === 'float' ? Math.sin(0.37 * index) : (7 * index) % kind);
      return { shape, values: Array.from({ length: count }, (_, index) => value(index)) };
    });
    const model = await loadModel(join(folder, file));
    const predicted = await predictionsOf(model, data, names);
    expect(predicted.length).toBe(outputs.length);
    predicted.forEach((values, place) => {
      const wanted = outputs[place]?.values ?? [];
      expect(values.length).toBe(wanted.length);
      values.forEach((value, index) => {
        const want = wanted[index] as number;
        expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(want)));
      });
    });
    disposeModel(model);
  });
});
