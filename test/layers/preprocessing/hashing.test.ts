import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Input } from '../../../src/layers/core/input.js';
import { HashedCrossing } from '../../../src/layers/preprocessing/hashed-crossing.js';
import { Hashing } from '../../../src/layers/preprocessing/hashing.js';
import { Model } from '../../../src/training/model.js';
import { runLayer, runOutputs } from '../run-layer.js';

/** Texts of the lengths at which the hashes go about their work differently. */
const texts = [
  '',
  'A',
  'B',
  'abc',
  'tensor',
  'hash me if you can',
  'x'.repeat(16),
  'y'.repeat(17),
  'z'.repeat(32),
  'w'.repeat(33),
  'The quick brown fox jumps over the lazy dog.',
  'v'.repeat(64),
  'u'.repeat(65),
  'Ünïcödé ✓ 😀',
  Array.from({ length: 200 }, (_, index) => String.fromCharCode(97 + (index % 26))).join(''),
  'q'.repeat(128),
];
const largest = 2 ** 31 - 1;

// The bins are those of Keras 3.15 on TensorFlow 2.21.
const farm = [263, 564, 528, 385, 442, 544, 644, 573, 553, 42, 619, 921, 983, 428, 166, 130];
const farmOfMany = [
  1699943623, 565860541, 1708350409, 1043552938, 1043237297, 745459999, 1495521792, 694887305, 568573105, 2118502688,
  1548304000, 817608020, 1420995005, 1154125932, 870948906, 1807857095,
];
const sip = [900, 24, 70, 945, 490, 283, 651, 201, 918, 57, 469, 923, 146, 263, 71, 262];
const sipOfMany = [
  1493602120, 1035031315, 846265195, 1541524953, 1717173943, 350568783, 775599285, 1451677851, 402886553, 1504146156,
  1987130797, 1013316836, 1920137615, 1411865601, 2120893224, 1030856312,
];

const strings = (values: readonly unknown[]) => tf.tensor(values as string[], undefined, 'string');
const integers = (values: readonly number[]) => tf.tensor([...values], undefined, 'int32');

describe.each(['cpu', 'wasm'] as const)('Hashing on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it("finds Keras' bins for strings", () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const run = (layer: AnyLayer) => [...runLayer(layer, strings(texts)).dataSync()];
      expect(run(Hashing(1000))).toEqual(farm);
      expect(run(Hashing(largest))).toEqual(farmOfMany);
      expect(run(Hashing(1000, { salt: [133, 137] }))).toEqual(sip);
      expect(run(Hashing(largest, { salt: Number.MAX_SAFE_INTEGER }))).toEqual(sipOfMany);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it("finds Keras' bins for numbers", () => {
    tf.tidy(() => {
      const values = integers([0, 1, -1, 42, 1138, largest, -(2 ** 31)]);
      const run = (layer: AnyLayer, given: tf.Tensor) => [...runLayer(layer, given).dataSync()];
      expect(run(Hashing(1000), values)).toEqual([735, 849, 430, 736, 993, 757, 469]);
      expect(run(Hashing(1000, { salt: 7 }), values)).toEqual([136, 559, 457, 403, 94, 93, 785]);
      expect(run(Hashing(10, { maskValue: 42 }), values)).toEqual([2, 1, 4, 0, 1, 9, 5]);
      expect(run(Hashing(1000), tf.tensor([1.9, -1.9, -0.5, 42.5]))).toEqual([849, 430, 735, 736]);
      expect(run(Hashing(1000), tf.tensor([1, 0], [2], 'bool'))).toEqual([570, 757]);
    });
  });

  it('keeps a bin for what is nothing', () => {
    tf.tidy(() => {
      const layer = Hashing(3, { maskValue: '' });
      expect(runLayer(layer, strings([['A'], ['B'], [''], ['C'], ['D']])).arraySync()).toEqual([
        [1],
        [1],
        [0],
        [2],
        [2],
      ]);
      expect([...runLayer(Hashing(1, { maskValue: '' }), strings(['A', ''])).dataSync()]).toEqual([0, 0]);
    });
  });

  it('gives vectors', () => {
    tf.tidy(() => {
      const run = (outputMode: 'oneHot' | 'multiHot' | 'count', values: string[][]) =>
        runLayer(Hashing(3, { outputMode }), strings(values)).arraySync();
      const letters = [
        ['A', 'B', 'C'],
        ['E', 'E', 'E'],
      ];
      expect(run('multiHot', letters)).toEqual([
        [1, 1, 0],
        [0, 0, 1],
      ]);
      expect(run('count', letters)).toEqual([
        [1, 2, 0],
        [0, 0, 3],
      ]);
      expect(run('oneHot', [['A'], ['E']])).toEqual([
        [0, 1, 0],
        [0, 0, 1],
      ]);
    });
  });

  it("crosses features into Keras' bins", () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const [letter, number] = [Input([], { dtype: 'string' }), Input([], { dtype: 'int32' })];
      const layers = [HashedCrossing(5), HashedCrossing(largest), HashedCrossing(5, { outputMode: 'oneHot' })] as const;
      const outputs = layers.map((layer) => layer([letter, number]));
      const feeds = [strings(['A', 'B', 'A', 'B', 'A']), integers([101, 101, 101, 102, 102])];
      const [few, many, vectors] = runOutputs([letter, number], outputs, feeds).map(({ tensor }) => tensor.arraySync());
      expect(few).toEqual([1, 4, 1, 1, 3]);
      expect(many).toEqual([2064064516, 100879068, 2064064516, 1611893835, 1601254847]);
      expect(vectors).toEqual([1, 4, 1, 1, 3].map((bin) => [0, 1, 2, 3, 4].map((place) => Number(place === bin))));
    });
    tf.tidy(() => {
      const inputs = [
        Input([1], { dtype: 'string' }),
        Input([1], { dtype: 'int32' }),
        Input([1], { dtype: 'int32' }),
      ] as const;
      const output = HashedCrossing(1000)(inputs);
      const feeds = [
        strings([['A'], ['B'], ['A'], ['B'], ['A']]),
        tf.expandDims(integers([101, 101, 101, 102, 102]), 1),
        tf.expandDims(integers([-1, 0, 7, -(2 ** 31), 3]), 1),
      ];
      expect(runOutputs(inputs, [output], feeds)[0]?.tensor.arraySync()).toEqual([[978], [691], [693], [115], [761]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('works in a model', async () => {
    const cities = Input([1], { dtype: 'string' });
    const model = Model({ inputs: cities, outputs: Hashing(3, { outputMode: 'oneHot' })(cities) });
    using found = await model.predict([['A'], ['B'], ['E']]);
    expect(await found.array()).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });
});

it("is written as Keras writes it, with Keras' type of indices", () => {
  const { config } = toKerasConfig(Hashing(3, { salt: 5, maskValue: 'helloWorld' }));
  expect(config).toMatchObject({
    num_bins: 3,
    salt: [5, 5],
    mask_value: 'helloWorld',
    output_mode: 'int',
    sparse: false,
  });
  expect(config.dtype).toBe('int64');
  expect(toKerasConfig(HashedCrossing(3)).config.dtype).toBe('int64');
  expect(toKerasConfig(fromKerasConfig({ class_name: 'Hashing', config })).config).toEqual(config);
});

it('checks its options', () => {
  // @ts-expect-error Hashing: numBins expects a positive integer (received 0)
  expect(() => Hashing(0)).toThrow('Hashing: numBins expects a positive integer (received 0)');
  for (const salt of [0.5, [1], [1, 2, 3], 'a'])
    expect(() => Hashing(3, { salt: salt as never })).toThrow(ArgumentError);
  expect(() => Hashing(3, { salt: [1] as never })).toThrow(
    'Hashing: salt expects an integer, or a list of two (received [1])',
  );
  // @ts-expect-error Hashing: maskValue expects a string, an integer or null (received 0.5)
  expect(() => Hashing(3, { maskValue: 0.5 })).toThrow('Hashing: maskValue expects a string, an integer or null');
  expect(() => Hashing(3, { outputMode: 'tfIdf' as never })).toThrow('Hashing: outputMode expects one of');
  expect(() => HashedCrossing(3, { outputMode: 'count' as never })).toThrow(
    'HashedCrossing: outputMode expects one of',
  );
  // @ts-expect-error sparse is false
  expect(() => Hashing(3, { sparse: true })).toThrow('Hashing: sparse expects false');
});

it('crosses only what has one value in each sample', () => {
  const cross = HashedCrossing(3);
  const word = Input([1], { dtype: 'string' });
  // @ts-expect-error HashedCrossing expects a list
  expect(() => cross(word)).toThrow(
    new ShapeError('HashedCrossing expects a list of at least two tensors (received one tensor)'),
  );
  // @ts-expect-error HashedCrossing expects a list
  expect(() => cross([word])).toThrow('HashedCrossing expects a list of at least two tensors (received a list of 1)');
  // @ts-expect-error HashedCrossing expects integers
  expect(() => cross([word, Input([1])])).toThrow('HashedCrossing expects integers or strings (received float32)');
  // @ts-expect-error HashedCrossing expects inputs
  expect(() => cross([word, Input([2], { dtype: 'int32' })])).toThrow(
    'HashedCrossing expects inputs of the shape (batch) or (batch, 1) (received (null, 2))',
  );
  // @ts-expect-error HashedCrossing expects inputs
  expect(() => cross([word, Input([], { dtype: 'int32' })])).toThrow(
    'HashedCrossing expects inputs of the same shape (received (null, 1) and (null))',
  );
});
