import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as activations from '../../src/activations/index.js';
import { type BackendName, startBackend } from './backend.js';

const { exponential, threshold, ...named } = activations;
const bounded = { ...named, threshold: (x: tf.Tensor) => threshold(x, { threshold: 0, defaultValue: 1 }) };
const extremes = [-1e30, -1e4, -100, -1e-30, -0, 0, 1e-30, 100, 1e4, 1e30];

describe.each<BackendName>(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(() => startBackend(backend));
  afterAll(() => tf.setBackend('cpu'));

  test.each(Object.entries(bounded))('%s and its slope are numbers everywhere', (_, activate) => {
    tf.tidy(() => {
      for (const extreme of extremes) {
        const input = tf.tensor2d([[extreme, 0.5, -0.5, extreme]]);
        expect([...activate(input).dataSync()].every(Number.isFinite), `at ${extreme}`).toBe(true);
        const slope = tf.grad((x: tf.Tensor) => tf.sum(activate(x)))(input);
        expect([...slope.dataSync()].every(Number.isFinite), `slope at ${extreme}`).toBe(true);
      }
    });
  });

  test('exponential goes to 0 and to infinity', () => {
    tf.tidy(() => {
      expect([...exponential(tf.tensor1d([-1e30, 1e4])).dataSync()]).toEqual([0, Infinity]);
    });
  });
});
