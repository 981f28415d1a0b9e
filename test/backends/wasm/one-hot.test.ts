import * as tf from '@tensorflow/tfjs-core';
import { setBackend } from 'tupleflow';
import { beforeAll, expect, it } from 'vitest';

beforeAll(() => setBackend('wasm'));

it.each(['float32', 'int32', 'bool'] as const)('makes one-hot vectors of %s', (dtype) => {
  const vectors = tf.tidy(() => tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3, 1, 0, dtype).dataSync());
  expect([...vectors]).toEqual([0, 0, 1, 1, 0, 0]);
});
