import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { runningMean } from '../../src/metrics/running-mean.js';

type Update = readonly [values: tf.TensorLike, sampleWeight?: tf.TensorLike | number];

function mean(...updates: Update[]): number {
  return tf.tidy(() => {
    let state = runningMean.initial();
    for (const [values, weight] of updates) {
      const given = weight === undefined || typeof weight === 'number' ? weight : tf.tensor(weight);
      state = runningMean.add(state, tf.tensor(values), given);
    }
    return runningMean.result(state).arraySync() as number;
  });
}

describe('a running mean', () => {
  beforeAll(() => setBackend('cpu'));

  it('is 0 of nothing, and where nothing weighs', () => {
    expect(mean()).toBe(0);
    expect(
      mean([
        [1, 2],
        [0, 0],
      ]),
    ).toBe(0);
  });

  it('counts samples, not their positions', () => {
    expect(
      mean(
        [
          [
            [1, 3],
            [5, 7],
          ],
        ],
        [[[10, 10]]],
      ),
    ).toBeCloseTo(18 / 3, 6);
  });

  it('takes the mean of a batch for each of its samples', () => {
    expect(mean([2, 3], [5, 1])).toBeCloseTo(11 / 4, 6);
  });

  it('weighs samples, and positions', () => {
    expect(
      mean([
        [
          [1, 3],
          [5, 7],
        ],
        [1, 3],
      ]),
    ).toBeCloseTo((2 + 18) / 4, 6);
    expect(
      mean([
        [
          [1, 3],
          [5, 7],
        ],
        [
          [1, 0],
          [1, 1],
        ],
      ]),
    ).toBeCloseTo((0.5 + 6) / 1.5, 6);
    expect(
      mean([
        [
          [1, 3],
          [5, 7],
        ],
        [[1], [3]],
      ]),
    ).toBeCloseTo((2 + 18) / 4, 6);
    expect(
      mean([
        [1, 2],
        [[1], [3]],
      ]),
    ).toBeCloseTo(7 / 4, 6);
  });

  it('leaves the state that it is given as it is', () => {
    tf.tidy(() => {
      const state = runningMean.initial();
      runningMean.add(state, tf.tensor1d([1, 2]));
      expect(state.map((tensor) => tensor.arraySync())).toEqual([0, 0]);
    });
  });
});
