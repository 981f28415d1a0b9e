import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import * as metrics from '../../src/metrics/index.js';
import golden from '../golden/golden_misc.json' with { type: 'json' };
import { expectClose } from '../losses/close.js';
import { keras } from '../losses/keras-options.js';

type Factory = (options: Record<string, unknown>) => metrics.Metric;

const cases = golden.metrics.filter(({ metric }) => metric !== 'Mean' && metric !== 'Sum');

/** What a metric is after one batch, and after another whose targets are in reverse order. */
function twoResults(
  metric: metrics.Metric,
  target: tf.Tensor,
  prediction: tf.Tensor,
  isWeighted: boolean,
): tf.Tensor[] {
  const first = metric.update(metric.initial(), target, prediction);
  const sampleWeight = isWeighted ? tf.tensor1d([1, 0.5, 2]) : undefined;
  const second = metric.update(first, tf.reverse(target, 0), prediction, sampleWeight);
  return [metric.result(first), metric.result(second)];
}

describe.each(['cpu', 'wasm'] as const)('metrics on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(cases.map((one) => [`${one.metric} ${JSON.stringify(one.config)}`, one] as const))('%s', (_, one) => {
    const before = tf.memory().numTensors;
    const options = keras(one.config);
    if (typeof options.curve === 'string') options.curve = options.curve.toLowerCase();
    const metric = (metrics as unknown as Record<string, Factory>)[one.metric]?.(options) as metrics.Metric;
    expect(metric.className).toBe(one.metric);
    tf.tidy(() => {
      const target = tf.tensor(one.y_true as number[], one.y_true_shape);
      const prediction = tf.tensor(one.y_pred as number[], one.y_pred_shape);
      const results = twoResults(metric, target, prediction, one.second?.includes('sample_weight') ?? false);
      for (const [index, result] of results.entries()) expectClose(result.dataSync(), one.results[index] ?? []);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
