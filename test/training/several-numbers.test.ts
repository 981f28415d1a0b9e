import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, Dense, Input, Model, metrics, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('cpu'));

describe('metrics of several numbers', () => {
  const several = {
    precision: metrics.Precision({ thresholds: [0.2, 0.5] }),
    recall: metrics.Recall({ thresholds: [0.2, 0.5] }),
    truePositives: metrics.TruePositives({ thresholds: [0.2, 0.5] }),
    f1Score: metrics.F1Score(),
    fbetaScore: metrics.FBetaScore({ beta: 2 }),
    r2Score: metrics.R2Score({ classAggregation: null }),
  };

  it.each(Object.entries(several))('have no place in logs: %s', (name, metric) => {
    const model = classifier();
    const compile = () => model.compile({ loss: 'categoricalCrossentropy', metrics: [metric] });
    expect(compile).toThrow(ArgumentError);
    expect(compile).toThrow(
      `compile: metrics expects metrics of one number (received ${name}, which has one for each threshold ` +
        'or class)',
    );
  });

  it('are fine where they are one: an average, one threshold, one class', async () => {
    const inputs = Input([4]);
    const model = Model({ inputs, outputs: Dense(1, { activation: 'sigmoid' })(inputs) });
    const one = [metrics.F1Score({ threshold: 0.5 }), metrics.Precision({ thresholds: [0.5] }), metrics.AUC()] as const;
    model.compile({ loss: 'binaryCrossentropy', metrics: one });
    const { x } = samples(4);
    const logs = await model.evaluate(x, [[0], [1], [1], [0]]);
    for (const value of Object.values(logs)) expect(value).toBeTypeOf('number');
    model.dispose();
    const averaged = classifier();
    averaged.compile({ loss: 'categoricalCrossentropy', metrics: [metrics.F1Score({ average: 'macro' })] });
    averaged.dispose();
  });

  it('of one’s own are found out with their first result, and leave nothing behind', async () => {
    const own = metrics.defineMetric({
      className: 'Means',
      name: 'means',
      defaults: {},
      initial: () => [tf.zeros([3])],
      update: (_, _target, prediction) => [tf.mean(prediction, 0)],
      result: ([means]) => means as tf.Tensor,
    });
    const model = classifier();
    const { x, y } = samples(4);
    model.compile({ loss: 'categoricalCrossentropy', metrics: [own()] });
    const run = () =>
      expect(model.evaluate(x, y)).rejects.toThrow(
        'compile: metrics expects metrics of one number (received means, whose result is (3))',
      );
    await run();
    const before = tf.memory().numTensors;
    await run();
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });
});
