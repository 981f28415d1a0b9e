import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, StateError } from '../../../src/errors.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Input } from '../../../src/layers/core/input.js';
import { Discretization } from '../../../src/layers/preprocessing/discretization.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Discretization on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('finds the bin of each value, a boundary being in the upper one', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = Discretization({ binBoundaries: [0, 1, 2] });
      const values = [-1, 0, 0.5, 1, 2, 3, Number.NaN, Infinity, -Infinity];
      const bins = runLayer(layer, tf.tensor(values));
      expect([bins.dtype, [...bins.dataSync()]]).toEqual(['int32', [0, 1, 1, 2, 3, 3, 3, 3, 0]]);
      const integers = tf.tensor([[[-1, 2]]], [1, 1, 2], 'int32');
      expect(runLayer(layer, integers).arraySync()).toEqual([[[0, 3]]]);
      // 0.1 in single precision is not below 0.1.
      expect([...runLayer(Discretization({ binBoundaries: [0.1] }), tf.tensor([0.1])).dataSync()]).toEqual([1]);
      expect([...runLayer(Discretization({ binBoundaries: [] }), tf.tensor([5])).dataSync()]).toEqual([0]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives vectors', () => {
    tf.tidy(() => {
      const run = (outputMode: 'oneHot' | 'multiHot' | 'count', values: number[][]) =>
        runLayer(Discretization({ binBoundaries: [0, 1], outputMode }), tf.tensor(values)).arraySync();
      expect(run('oneHot', [[-1], [1]])).toEqual([
        [1, 0, 0],
        [0, 0, 1],
      ]);
      expect(run('oneHot', [[-1, 0.5]])).toEqual([
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ]);
      expect(run('multiHot', [[-1, 1, 3]])).toEqual([[1, 0, 1]]);
      expect(run('count', [[-1, 1, 3]])).toEqual([[1, 0, 2]]);
    });
  });

  it('works in a model once it has learned', async () => {
    const input = Input([1]);
    const layer = Discretization({ numBins: 2, outputMode: 'oneHot' });
    const model = Model({ inputs: input, outputs: layer(input) });
    await expect(model.predict([[1]])).rejects.toThrow(StateError);
    await expect(model.predict([[1]])).rejects.toThrow(
      'Discretization expects boundaries: call `adapt(data)` first (received none)',
    );
    await layer.adapt([1, 2, 3, 4]);
    expect(layer.binBoundaries).toEqual([2]);
    using found = await model.predict([[1], [2]]);
    expect(await found.array()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

/** Numbers from 0 to 1 that look random. */
const series = Array.from({ length: 1000 }, (_, index) => {
  const rest = (Math.sin(index * 12.9898) * 43758.5453) % 1;
  return Math.fround(rest < 0 ? rest + 1 : rest);
});

// The boundaries are those that Keras 3.15 has found in the same data.
describe('adapt', () => {
  const batches = (...places: readonly number[]) =>
    places.map((place, index) => [series.slice(place, places[index + 1] ?? series.length)] as const);
  const documented = [
    [-1.5, 1, 3.4, 0.5],
    [0, 3, 1.3, 0],
  ];
  const fives = [0.23196551203727722, 0.4180434048175812, 0.5930889248847961, 0.8052712082862854];
  const inBatches = [0.2344389706850052, 0.42055073380470276, 0.5942884087562561, 0.8061661720275879];
  const coarse = [0.34203553199768066, 0.539243221282959, 0.7926631569862366];

  it.each([
    ['few values', { numBins: 4 }, documented, [0, 0.5, 1.2999999523162842]],
    ['fewer values than bins', { numBins: 8 }, [3, 1, 2], [1, 2]],
    ['many values', { numBins: 5 }, series, fives],
    ['batches', { numBins: 5 }, new Set(batches(0, 300)), inBatches],
    ['batches, with more of an error', { numBins: 4, epsilon: 0.1 }, new Set(batches(0, 300, 500)), coarse],
    ['equal values', { numBins: 4 }, series.map((value) => Math.round(value * 4)), [1, 2, 3]],
  ])('finds boundaries in %s', async (_, options, data, expected) => {
    const layer = Discretization(options);
    await layer.adapt(data);
    await setBackend('cpu');
    tf.tidy(() => expectClose(tf.tensor(layer.binBoundaries ?? []), expected, 1e-6, 'boundaries'));
  });

  it('finds no more bins than were asked for, where Keras finds one more', async () => {
    const layer = Discretization({ numBins: 49 });
    await layer.adapt(series);
    expect(layer.binBoundaries).toHaveLength(48);
  });

  it('is not for boundaries that are given', async () => {
    await expect(Discretization({ binBoundaries: [1], name: 'ages' }).adapt([1])).rejects.toThrow(
      new StateError('ages.adapt expects a layer with numBins (received one whose binBoundaries are given)'),
    );
  });
});

it('writes what it has learned into its configuration', async () => {
  const layer = Discretization({ numBins: 3, outputMode: 'oneHot' });
  await layer.adapt([1, 2, 3, 3, 3, 3]);
  const { config } = toKerasConfig(layer);
  expect(config).toMatchObject({ num_bins: 3, output_mode: 'one_hot', epsilon: 0.01 });
  const read = fromKerasConfig({ class_name: 'Discretization', config });
  expect(toKerasConfig(read).config).toEqual(config);
  expect(Input([1]).pipe(read).shape).toEqual([null, 3]);
});

it('checks its options', () => {
  expect(() => Discretization({})).toThrow('Discretization expects binBoundaries or numBins (received neither)');
  expect(() => Discretization({ binBoundaries: [1, 0] })).toThrow(
    'Discretization: binBoundaries expects numbers in ascending order (received 0 at place 1)',
  );
  expect(() => Discretization({ binBoundaries: [Number.NaN] })).toThrow('in ascending order (received NaN at place 0)');
  expect(() => Discretization({ binBoundaries: 'a' as never })).toThrow(
    "Discretization: binBoundaries expects a list of numbers (received 'a')",
  );
  // @ts-expect-error Discretization: numBins expects a positive integer (received 0)
  expect(() => Discretization({ numBins: 0 })).toThrow('Discretization: numBins expects a positive integer');
  // @ts-expect-error Discretization: epsilon expects a number that is more than 0 (received 0)
  expect(() => Discretization({ numBins: 2, epsilon: 0 })).toThrow(
    'Discretization: epsilon expects a number that is more',
  );
  expect(() => Discretization({ numBins: 2, outputMode: 'tfIdf' as never })).toThrow(ArgumentError);
  // @ts-expect-error sparse is false
  expect(() => Discretization({ numBins: 2, sparse: true })).toThrow('Discretization: sparse expects false');
});
