import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import * as metrics from '../../src/metrics/index.js';
import { testedBackends } from '../backends/tested.js';
import { type GoldenMetric, golden, isGiven, title } from '../golden/keras-numbers.js';
import { expectClose } from '../losses/close.js';

const cases = golden.metrics.flatMap((one) => ('updates' in one ? [] : [one]));
const ofValues = golden.metrics.flatMap((one) => ('updates' in one ? [one] : []));

/** What a metric is after one batch, and after another whose targets are in reverse order. */
function twoResults(metric: metrics.Metric, { second, ...one }: GoldenMetric): tf.Tensor[] {
  const target = tf.tensor([...one.y_true], one.y_true_shape);
  const prediction = tf.tensor([...one.y_pred], one.y_pred_shape);
  const first = metric.update(metric.initial(), target, prediction);
  const sampleWeight = second.includes('sample_weight') ? tf.tensor1d([1, 0.5, 2]) : undefined;
  const both = metric.update(first, tf.reverse(target, 0), prediction, { sampleWeight });
  return [metric.result(first), metric.result(both)];
}

describe.each(testedBackends)('metrics on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(cases.map((one) => [title(one.metric, one), one] as const))('%s', (_, one) => {
    const before = tf.memory().numTensors;
    const metric = fromKerasConfig(
      { class_name: one.metric, config: one.config },
      { kind: 'metric' },
    ) as metrics.Metric;
    expect(metric.className).toBe(one.metric);
    tf.tidy(() => {
      for (const [index, result] of twoResults(metric, one).entries()) {
        expectClose(result.dataSync(), one.results[index] ?? []);
      }
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(ofValues.map((one) => [title(one.metric, one), one] as const))('%s', (_, one) => {
    const metric = fromKerasConfig(
      { class_name: one.metric, config: one.config },
      { kind: 'metric' },
    ) as metrics.ValueMetric;
    expect(metric.className).toBe(one.metric);
    tf.tidy(() => {
      let state = metric.initial();
      for (const [index, values] of one.updates.entries()) {
        const weight = one.sample_weights[index];
        state = metric.add(state, tf.tensor(values as number[]), weight ? tf.tensor(weight as number[]) : undefined);
        expectClose(metric.result(state).dataSync(), one.results[index] ?? []);
      }
    });
  });

  it.skipIf(isGiven)('has cases of every class', () => {
    const classes = Object.keys(metrics).filter((name) => /^[A-Z]/.test(name));
    expect(new Set(golden.metrics.map(({ metric }) => metric))).toEqual(new Set(classes));
  });
});
