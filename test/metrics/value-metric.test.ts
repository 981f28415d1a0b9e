import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, metrics, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveMetric } from '../../src/metrics/index.js';
import { runningMean } from '../../src/metrics/value-metric.js';
import { classifier } from '../training/small-model.js';

beforeAll(() => setBackend('cpu'));

const { Mean, Sum } = metrics;

const resultOf = (metric: metrics.ValueMetric, ...batches: (readonly [tf.TensorLike, (tf.TensorLike | number)?])[]) =>
  tf.tidy(() => {
    let state = metric.initial();
    for (const [values, weight] of batches) {
      const given = weight === undefined || typeof weight === 'number' ? weight : tf.tensor(weight);
      state = metric.add(state, tf.tensor(values), given);
    }
    return metric.result(state).arraySync();
  });

describe('metrics of values', () => {
  it('are 0 of nothing', () => {
    expect([resultOf(Mean()), resultOf(Sum())]).toEqual([0, 0]);
  });

  it('go from batch to batch', () => {
    expect(resultOf(Mean(), [[1, 2]], [[6]])).toBe(3);
    expect(resultOf(Sum(), [[1, 2]], [[6]])).toBe(9);
  });

  it('weigh a batch, samples, or their positions', () => {
    expect(resultOf(Mean(), [2, 3], [7, 1])).toBe(3.25);
    expect(resultOf(Sum(), [2, 3], [7, 1])).toBe(13);
    expect(
      resultOf(Sum(), [
        [
          [1, 2],
          [3, 4],
        ],
        [1, 10],
      ]),
    ).toBe(73);
    expect(
      resultOf(Sum(), [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [0, 1],
          [2, 0],
        ],
      ]),
    ).toBe(8);
  });

  it('have a class, a name and options, and make an equal metric', () => {
    const loss = Mean({ name: 'loss' });
    expect([loss.className, loss.name, loss.options]).toEqual(['Mean', 'loss', { name: 'loss' }]);
    expect(Mean(loss.options).options).toEqual(loss.options);
    expect(Sum().name).toBe('sum');
    expect(() => Sum({ axis: 1 } as never)).toThrow("Sum expects options that it has (received 'axis')");
  });

  it('are not for models, which have targets and predictions', () => {
    const compile = () => classifier().compile({ loss: 'meanSquaredError', metrics: [Mean() as never] });
    expect(compile).toThrow(ArgumentError);
    const resolve = () => resolveMetric(Sum() as never, { targetShape: [1], predictionShape: [1] }, 'compile: metrics');
    expect(resolve).toThrow('compile: metrics expects metrics of targets and predictions (received Sum, a metric of');
  });

  it('leave no tensors but their state', () => {
    const before = tf.memory().numTensors;
    resultOf(Mean(), [
      [1, 2],
      [1, 3],
    ]);
    resultOf(Sum(), [[1, 2], 3]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the options of metrics of losses', () => {
  it.each([
    [() => metrics.MeanSquaredError({ reduction: 'sum' } as object), "(received 'reduction')"],
    [() => metrics.BinaryCrossentropy({ axis: 1 } as object), "(received 'axis')"],
    [
      () => metrics.OneHotIoU({ numClasses: 2, targetClassIds: [0], sparseYTrue: true } as never),
      "(received 'sparseYTrue'",
    ],
    [() => metrics.MeanIoU({ numClasses: 2, targetClassIds: [0] } as never), "(received 'targetClassIds')"],
    [() => metrics.AUC({ numLabels: 2 }), 'AUC: numLabels expects multiLabel: true (received 2)'],
    [() => metrics.AUC({ numLabels: 2, multiLabel: true, labelWeights: [1] }), 'AUC: labelWeights expects 2 numbers'],
  ])('are those of the metrics in Keras: %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });
});

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
