import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { floatsOf } from '../../../src/backends/wasm/heap.js';
import { forgetPackedCopies } from '../../../src/backends/wasm/multiply-matrices.js';

describe('forgetPackedCopies', () => {
  beforeAll(() => setBackend('wasm'));

  it('makes a product and a convolution see what was changed in place', () => {
    tf.tidy(() => {
      const backend = tf.backend() as BackendWasm;
      const x = tf.tensor([[1, 2]]);
      const weights = tf.tensor([[3], [4]]);
      const image = tf.tensor([1, 2], [1, 1, 1, 2]) as tf.Tensor4D;
      const filter = tf.tensor([3, 4], [1, 1, 2, 1]) as tf.Tensor4D;
      expect(tf.matMul(x, weights).dataSync()[0]).toBe(11);
      expect(tf.conv2d(image, filter, 1, 'valid').dataSync()[0]).toBe(11);
      for (const changed of [weights, filter]) {
        floatsOf(backend, changed).set([5, 6]);
        forgetPackedCopies(backend, changed);
      }
      expect(tf.matMul(x, weights).dataSync()[0]).toBe(17);
      expect(tf.conv2d(image, filter, 1, 'valid').dataSync()[0]).toBe(17);
    });
  });
});
