import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';
import { Input } from '../../src/layers/input.js';
import { IntegerLookup } from '../../src/layers/integer-lookup.js';
import { runLayer } from './run-layer.js';

// The expected numbers are those of Keras 3.15 on TensorFlow.
const vocabulary = [12, 36, 1138, 42] as const;
const rows = [
  [12, 1138, 42],
  [42, 1000, 36],
];

const run = (layer: AnyLayer, values: number[][]) => runLayer(layer, tf.tensor(values, undefined, 'int32')).arraySync();

describe.each(['cpu', 'wasm'] as const)('IntegerLookup on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('finds indices, and goes back', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      expect(run(IntegerLookup({ vocabulary }), rows)).toEqual([
        [1, 3, 4],
        [4, 0, 2],
      ]);
      expect(run(IntegerLookup({ vocabulary, maskToken: 0 }), [[12, 0, 42, 7]])).toEqual([[2, 0, 5, 1]]);
      expect(run(IntegerLookup({ vocabulary, invert: true }), [[1, 3, 4, 0, 7]])).toEqual([[12, 1138, 42, -1, -1]]);
      const vectors = IntegerLookup({ vocabulary, outputMode: 'count' });
      expect(run(vectors, [[12, 12, 5]])).toEqual([[1, 2, 0, 0, 0]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('chooses among places for what is not in the vocabulary by remainder, or by hash', () => {
    tf.tidy(() => {
      const two = IntegerLookup({ vocabulary, numOovIndices: 2 });
      expect(
        run(two, [
          [12, 1138, 42],
          [37, 1000, 36],
          [-7, -8, 5],
        ]),
      ).toEqual([
        [2, 4, 5],
        [1, 0, 3],
        [1, 0, 1],
      ]);
      expect(run(IntegerLookup({ vocabulary, numOovIndices: 3 }), [[-7, -8, 5]])).toEqual([[2, 1, 2]]);
      const hashed = { vocabulary: [10, 20, 30], numOovIndices: 4, oovMethod: 'farmhash' } as const;
      const values = [[100, 300, 700, 1100, 1700, 2000, -3]];
      expect(run(IntegerLookup(hashed), values)).toEqual([[3, 3, 2, 2, 0, 1, 3]]);
      expect(run(IntegerLookup({ ...hashed, salt: 9 }), values)).toEqual([[3, 0, 3, 0, 3, 3, 3]]);
    });
  });
});

it('learns the most frequent integers, else the greater ones', async () => {
  const layer = IntegerLookup();
  await layer.adapt(rows);
  expect(layer.getVocabulary()).toEqual([-1, 42, 1138, 1000, 36, 12]);
  await layer.adapt(Int32Array.from([5, 5, -9]));
  expect(layer.getVocabulary()).toEqual([-1, 5, -9]);
  await expect(layer.adapt([0.5])).rejects.toThrow('adapt: data expects integers (received 0.5 at place 0)');
  await expect(layer.adapt(Float32Array.from([1, 0.5]))).rejects.toThrow('integers (received 0.5 at place 1)');
});

it('is written and read', async () => {
  const layer = IntegerLookup({ outputMode: 'multiHot', vocabulary });
  const { config } = toKerasConfig(layer);
  expect(config).toMatchObject({
    vocabulary: [...vocabulary],
    vocabulary_size: 5,
    vocabulary_dtype: 'int64',
    oov_token: -1,
  });
  expect(toKerasConfig(fromKerasConfig({ class_name: 'IntegerLookup', config })).config).toEqual(config);
  // As Keras writes a layer that has adapted: its vocabulary is in another file.
  const unread = fromKerasConfig({ class_name: 'IntegerLookup', config: { ...config, vocabulary: null } });
  expect(Input([3], { dtype: 'int32' }).pipe(unread).shape).toEqual([null, 5]);
});

it('checks its options', () => {
  expect(() => IntegerLookup({ vocabulary: [0.5] })).toThrow('vocabulary expects tokens of one type (received 0.5)');
  expect(() => IntegerLookup({ salt: 1 })).toThrow(
    "IntegerLookup: salt expects oovMethod 'farmhash' (received 'floormod')",
  );
  expect(() => IntegerLookup({ oovMethod: 'hash' as never })).toThrow('IntegerLookup: oovMethod expects one of');
  // @ts-expect-error IntegerLookup expects integers
  expect(() => IntegerLookup()(Input([1]))).toThrow(
    'IntegerLookup expects integers, of dtype int32 (received float32)',
  );
});
