import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { Dense, Embedding, Input, Model, type metrics, setBackend, tensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { resolveMetric } from '../../src/metrics/index.js';

interface MaskedCase {
  readonly metric: string;
  readonly config: Readonly<Record<string, number>>;
  readonly target: number[][];
  readonly prediction: number[][][];
  /** Without weights, with one for each sample, with one for each position. */
  readonly results: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('../golden/golden_masked_metrics.json', import.meta.url), 'utf8')) as {
  mask: number[][];
  sample: number[];
  position: number[][];
  cases: readonly MaskedCase[];
};

const weights = [undefined, golden.sample, golden.position];

describe.each(['cpu', 'wasm'] as const)('masked metrics on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(golden.cases.map((one) => [`${one.metric} ${JSON.stringify(one.config)}`, one] as const))('%s', (_, one) => {
    const metric = fromKerasConfig({ class_name: one.metric, config: one.config }, { kind: 'metric' });
    for (const [index, weight] of weights.entries()) {
      const found = tf.tidy(() => {
        const context = { mask: tf.tensor(golden.mask), sampleWeight: weight && tf.tensor(weight) };
        const { initial, update, result } = metric as metrics.Metric;
        return result(update(initial(), tf.tensor(one.target), tf.tensor(one.prediction), context)).dataSync()[0];
      });
      expect(found).toBeCloseTo(one.results[index] as number, 5);
    }
  });

  it('honour the mask of what forward returns', () => {
    const before = tf.memory().numTensors;
    const words = Input([null], { dtype: 'int32' });
    const embedded = Embedding(5, 3, { maskZero: true })(words);
    const model = Model({ inputs: words, outputs: Dense(3, { activation: 'softmax' })(embedded) });
    const det = (count: number, start: number) =>
      Float32Array.from({ length: count }, (_, index) => 0.5 * Math.sin(0.7 * index + start));
    model.setWeights(model.weights.map(({ size }, index) => det(size, 1 + index)));
    const inputs = tensor(
      [
        [1, 2, 0, 0],
        [3, 0, 0, 0],
        [1, 2, 3, 4],
      ],
      [3, 4],
      'int32',
    );
    const targets = tensor(
      [
        [0, 1, 2, 2],
        [1, 0, 0, 0],
        [2, 1, 0, 1],
      ],
      [3, 4],
    );
    const predicted = model(inputs);
    const shapes = { targetShape: targets.shape, predictionShape: predicted.shape };
    for (const identifier of [
      'accuracy' as const,
      (target: tf.Tensor, prediction: tf.Tensor) => tf.cast(tf.equal(target, tf.argMax(prediction, -1)), 'float32'),
    ]) {
      const accuracy = resolveMetric(identifier, shapes, 'test');
      accuracy.updateState(targets, predicted);
      using result = accuracy.result();
      expect(result.dataSync()[0]).toBeCloseTo(0.2857, 4);
      accuracy.resetState();
    }
    for (const given of [inputs, targets, predicted]) given.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
