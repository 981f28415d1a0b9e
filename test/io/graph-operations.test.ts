import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { fromKerasConfig, type KerasConfig, setBackend, toKerasConfig } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyModel } from '../guide/golden-model.js';
import { root } from '../types/compilers.js';

interface Case {
  readonly name: string;
  readonly config: KerasConfig;
  readonly x: { readonly shape: number[]; readonly dtype: 'float32' | 'int32'; readonly values: number[] };
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

const cases: readonly Case[] = JSON.parse(readFileSync(join(root, 'test/golden/graph_operations.json'), 'utf8'));

beforeAll(() => setBackend('cpu'));

describe('operations of Keras that are composed of others', () => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_, { config, x, outputs }) => {
    const model = fromKerasConfig(config) as unknown as AnyModel;
    for (const weight of model.weights) weight.assign(new Float32Array(weight.size).fill(1));
    const again = fromKerasConfig(toKerasConfig(model)) as unknown as AnyModel;
    for (const weight of again.weights) weight.assign(new Float32Array(weight.size).fill(1));
    const data = tf.tensor(x.values, x.shape, x.dtype);
    for (const one of [model, again]) {
      const found = [await one.predict(data)].flat() as tf.Tensor[];
      expect(found.map(({ shape }) => shape)).toEqual(outputs.map(({ shape }) => shape));
      found.forEach((output, place) => {
        output.dataSync().forEach((value, index) => {
          expect(value).toBeCloseTo(outputs[place]?.values[index] as number, 5);
        });
      });
      tf.dispose(found);
      one.dispose();
    }
    data.dispose();
  });

  it.each([
    [[[1, 2], [3]], 'float32', 'expects an array of numbers (received [3])'],
    [[1, 'a'], 'float32', "expects an array of numbers (received 'a')"],
    [[1, [2]], 'float32', 'expects an array of numbers (received [2])'],
    [[1, 2, 3], 'object', "expects an array of numbers (received one of 'object')"],
    [[1, 2, 3], '__proto__', "expects an array of numbers (received one of '__proto__')"],
    [[1, 2], 'float32', 'multiply expects'],
  ])('refuse the array %j of %s', (value, dtype, message) => {
    const { config } = cases.find(({ name }) => name === 'a constant array') as Case;
    const changed = JSON.parse(JSON.stringify(config), (_, item) =>
      item?.class_name === '__numpy__' ? { ...item, config: { value, dtype } } : item,
    );
    expect(() => fromKerasConfig(changed)).toThrow(message);
  });

  it.each([
    [{ top_cropping: 6 }, 'margins for a size of 6'],
    [{ left_cropping: -1 }, 'margins for a size of 5'],
    [{ left_cropping: 0.5 }, 'margins for a size of 5'],
  ])('refuse margins that do not fit: %j', (given, message) => {
    const { config } = cases.find(({ name }) => name === 'image.crop_images, all sides') as Case;
    const changed = JSON.parse(JSON.stringify(config), (_, item) =>
      item?.name === 'crop_images' && 'top_cropping' in item ? { ...item, ...given } : item,
    );
    expect(() => fromKerasConfig(changed)).toThrow(message);
  });

  it('have the names that they have in the file', () => {
    const { config } = cases.find(({ name }) => name === 'names') as Case;
    const names = (fromKerasConfig(config).layers as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['x', 'multiply_7', 'multiply', 'multiply_1']);
  });
});
