import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import * as losses from '../../src/losses/index.js';

describe('losses at their extremes', () => {
  beforeAll(() => setBackend('cpu'));

  const gradient = (loss: losses.Loss, target: number[], prediction: number[]) =>
    tf.tidy(() => [
      ...tf
        .grad((output) => tf.sum(loss.losses(tf.tensor2d([target]), output)))(tf.tensor2d([prediction]))
        .dataSync(),
    ]);

  it.each([
    ['MeanAbsoluteError', losses.MeanAbsoluteError()],
    ['MeanAbsolutePercentageError', losses.MeanAbsolutePercentageError()],
    ['Huber', losses.Huber()],
    ['LogCosh', losses.LogCosh()],
    ['MeanSquaredError', losses.MeanSquaredError()],
  ])('%s is flat where the prediction is right', (_, loss) => {
    expect(gradient(loss, [1, 2], [1, 2]).map(Math.abs)).toEqual([0, 0]);
  });

  it.each([
    ['CosineSimilarity of zeros', losses.CosineSimilarity(), [1, 0], [0, 0]],
    ['BinaryCrossentropy of 0 and 1', losses.BinaryCrossentropy(), [1, 0], [0, 1]],
    ['CategoricalCrossentropy of 0', losses.CategoricalCrossentropy(), [1, 0], [0, 1]],
    ['KLDivergence of 0', losses.KLDivergence(), [1, 0], [0, 1]],
    ['Poisson of 0', losses.Poisson(), [1, 0], [0, 0]],
    ['Huber far away', losses.Huber(), [0, 0], [1e30, -1e30]],
    ['LogCosh far away', losses.LogCosh(), [0, 0], [1e4, -1e4]],
  ])('%s has a finite gradient', (_, loss, target, prediction) => {
    expect(gradient(loss, target, prediction).every(Number.isFinite)).toBe(true);
  });

  it('compares integers and booleans as numbers', () => {
    tf.tidy(() => {
      const prediction = tf.tensor2d([[0.5, 0.5]]);
      for (const dtype of ['int32', 'bool'] as const) {
        const loss = losses.MeanSquaredError().losses(tf.tensor2d([[1, 0]], [1, 2], dtype), prediction);
        expect(loss.arraySync()).toEqual([0.25]);
      }
    });
  });

  it('compares targets without the last axis', () => {
    tf.tidy(() => {
      const losses1 = losses.MeanSquaredError().losses(tf.tensor1d([1, 3]), tf.tensor2d([[0], [0]]));
      expect(losses1.arraySync()).toEqual([1, 9]);
    });
  });
});
