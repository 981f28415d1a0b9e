import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError } from '../../src/errors.js';
import { Huber } from '../../src/losses/index.js';
import { lossNames } from '../../src/losses/resolve-loss.js';
import * as classes from '../../src/metrics/classes.js';
import { type Metric, type MetricIdentifier, Precision, resolveMetric } from '../../src/metrics/index.js';

type Sizes = readonly (number | null)[];

const resolve = (identifier: MetricIdentifier, targetShape: Sizes = [null, 3], predictionShape: Sizes = [null, 3]) =>
  resolveMetric(identifier, { targetShape, predictionShape }, 'compile: metrics');

describe('resolveMetric', () => {
  beforeAll(() => setBackend('cpu'));

  it.each([
    [[null, 1], [null, 1], 'BinaryAccuracy'],
    [[null], [null, 1], 'BinaryAccuracy'],
    [[null, 10], [null, 10], 'CategoricalAccuracy'],
    [[null], [null, 10], 'SparseCategoricalAccuracy'],
    [[null, 1], [null, 10], 'SparseCategoricalAccuracy'],
    [[null, 7], [null, 7, 10], 'SparseCategoricalAccuracy'],
    [[null, 7, 10], [null, 7, 10], 'CategoricalAccuracy'],
    [[null, 7, 1], [null, 7, 1], 'BinaryAccuracy'],
  ] as [Sizes, Sizes, string][])('takes accuracy of %j and %j for %s', (target, prediction, className) => {
    for (const name of ['accuracy', 'acc'] as const) {
      const metric = resolve(name, target, prediction);
      expect([metric.className, metric.name]).toEqual([className, name]);
    }
    const entropy = resolve('ce', target, prediction);
    expect([entropy.className, entropy.name]).toEqual([className.replace('Accuracy', 'Crossentropy'), 'ce']);
  });

  const named = Object.values(classes).flatMap((made) => ('identifier' in made ? [made.identifier] : []));

  it.each([...lossNames, ...named] as MetricIdentifier[])('makes %s, and logs it so', (name) => {
    expect(resolve(name).name).toBe(name);
  });

  it('takes the metric where a loss has the same name', () => {
    const state = resolve('cosineSimilarity');
    const result = tf.tidy(() => valueOf(state, tf.tensor2d([[1, 0]]), tf.tensor2d([[2, 0]])));
    expect(result).toBeCloseTo(1, 5);
  });

  it('returns a metric as it is', () => {
    const metric = Precision({ name: 'p' });
    expect(resolve(metric)).toBe(metric);
  });

  it('takes a loss, exactly over batches of different sizes', () => {
    const metric = resolve(Huber({ delta: 100 }));
    expect(metric.name).toBe('huber');
    const mean = tf.tidy(() => {
      const first = metric.update(metric.initial(), tf.zeros([3, 1]), tf.tensor2d([[1], [2], [3]]));
      return metric.result(metric.update(first, tf.zeros([1, 1]), tf.tensor2d([[4]]))).arraySync();
    });
    expect(mean).toBeCloseTo((1 + 4 + 9 + 16) / 8, 5);
  });

  it('takes a function by its name', () => {
    const largest = (_target: tf.Tensor, prediction: tf.Tensor) => tf.max(prediction, -1);
    expect(resolve(largest).name).toBe('largest');
    expect(
      tf.tidy(() =>
        valueOf(
          resolve(largest),
          tf.zeros([2, 2]),
          tf.tensor2d([
            [1, 3],
            [5, 0],
          ]),
        ),
      ),
    ).toBe(4);
    expect(
      tf.tidy(() =>
        valueOf(
          resolve(() => tf.scalar(7)),
          tf.zeros([2, 2]),
          tf.zeros([2, 2]),
        ),
      ),
    ).toBe(7);
  });

  it.each(['toString', 'Accuracy', 'accuracies'])('has no metric named %s', (name) => {
    expect(() => resolve(name as 'acc')).toThrow(ArgumentError);
  });

  it('offers the nearest name', () => {
    expect(() => resolve('binary_accuracy' as 'acc')).toThrow("did you mean 'binaryAccuracy'?");
  });
});

function valueOf(metric: Metric, target: tf.Tensor, prediction: tf.Tensor): number {
  return metric.result(metric.update(metric.initial(), target, prediction)).arraySync() as number;
}
