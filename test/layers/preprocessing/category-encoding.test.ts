import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, DataError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { CategoryEncoding } from '../../../src/layers/preprocessing/category-encoding.js';
import { expectClose } from '../expect-close.js';
import { runLayer, runOutputs } from '../run-layer.js';

const integers = (values: number[][]) => tf.tensor(values, undefined, 'int32');
const genres = Input([2], { dtype: 'int32' });

describe.each(['cpu', 'wasm'] as const)('CategoryEncoding on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('makes one vector of all values, or one of each', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const run = (outputMode: 'oneHot' | 'multiHot' | 'count', values: number[][]) =>
        runLayer(CategoryEncoding(3, { outputMode }), integers(values)).arraySync();
      expect(run('multiHot', [[2, 2]])).toEqual([[0, 0, 1]]);
      expect(run('count', [[2, 2]])).toEqual([[0, 0, 2]]);
      expect(run('oneHot', [[2, 0]])).toEqual([
        [
          [0, 0, 1],
          [1, 0, 0],
        ],
      ]);
      expect(run('oneHot', [[2], [1]])).toEqual([
        [0, 0, 1],
        [0, 1, 0],
      ]);
      expect(runLayer(CategoryEncoding(2), tf.zeros([0, 3], 'int32')).shape).toEqual([0, 2]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('adds an axis to an open one even where its size turns out to be 1', () => {
    tf.tidy(() => {
      const words = Input([null], { dtype: 'int32' });
      const output = CategoryEncoding(3, { outputMode: 'oneHot' })(words);
      const [value] = runOutputs([words], [output], [integers([[2]])]);
      expect([output.shape, value?.tensor.shape]).toEqual([
        [null, null, 3],
        [1, 1, 3],
      ]);
    });
  });

  // The numbers are those of Keras 3.15: the example of its documentation.
  it('counts by weights, which gradients go back to', () => {
    tf.tidy(() => {
      const [values, weights] = [genres, Input([2])];
      const output = CategoryEncoding(4, { outputMode: 'count' })(values, { countWeights: weights });
      const feeds = [
        integers([
          [0, 1],
          [0, 0],
          [1, 2],
          [3, 1],
        ]),
        tf.tensor([
          [0.1, 0.2],
          [0.1, 0.1],
          [0.2, 0.3],
          [0.4, 0.2],
        ]),
      ] as const;
      const run = (given: tf.Tensor) =>
        runOutputs([values, weights], [output], [feeds[0], given])[0]?.tensor as tf.Tensor;
      const expected = [0.1, 0.2, 0, 0, 0.2, 0, 0, 0, 0, 0.2, 0.3, 0, 0, 0.2, 0, 0.4];
      expectClose(run(feeds[1]), expected, 1e-6, 'counts');
      const gradient = tf.grad((given) => tf.mul(run(given), tf.tensor([1, 2, 3, 4])))(feeds[1]);
      expect(gradient.arraySync()).toEqual([
        [1, 2],
        [1, 1],
        [2, 3],
        [4, 2],
      ]);
    });
  });

  it('refuses integers that are no category', () => {
    for (const wrong of [3, -1]) {
      expect(() => tf.tidy(() => runLayer(CategoryEncoding(3), integers([[0, wrong]])))).toThrow(
        `CategoryEncoding expects integers from 0 to 2, because numTokens is 3 (received ${wrong} at place 1 of 2)`,
      );
    }
    expect(() => tf.tidy(() => runLayer(CategoryEncoding(3), integers([[7]])))).toThrow(DataError);
  });
});

it('checks its options', () => {
  // @ts-expect-error CategoryEncoding: numTokens expects a positive integer (received 0)
  expect(() => CategoryEncoding(0)).toThrow('CategoryEncoding: numTokens expects a positive integer (received 0)');
  expect(() => CategoryEncoding(3, { outputMode: 'int' as never })).toThrow(ArgumentError);
  // @ts-expect-error sparse is false
  expect(() => CategoryEncoding(3, { sparse: true })).toThrow(
    'CategoryEncoding: sparse expects false, because sparse tensors are not supported (received true)',
  );
});

it('says what does not fit', () => {
  // @ts-expect-error CategoryEncoding expects integers
  expect(() => CategoryEncoding(3)(Input([2]))).toThrow(
    new ShapeError('CategoryEncoding expects integers, of dtype int32 (received float32)'),
  );
  // @ts-expect-error CategoryEncoding expects (batch, values)
  expect(() => CategoryEncoding(3)(Input([2, 2], { dtype: 'int32' }))).toThrow(
    'CategoryEncoding expects (batch, values) for outputMode multiHot (received (null, 2, 2))',
  );
  const weights = Input([2]);
  // @ts-expect-error CategoryEncoding expects countWeights for outputMode count only
  expect(() => CategoryEncoding(3)(genres, { countWeights: weights })).toThrow(
    'CategoryEncoding expects countWeights for outputMode count only (received multiHot)',
  );
  const counting = CategoryEncoding(3, { outputMode: 'count' });
  // @ts-expect-error CategoryEncoding expects countWeights of the shape of its input
  expect(() => counting(genres, { countWeights: Input([3]) })).toThrow(
    'CategoryEncoding expects countWeights of the shape of its input, (null, 2) (received (null, 3))',
  );
});
