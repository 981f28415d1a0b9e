import * as tf from '@tensorflow/tfjs-core';
import { metrics, setBackend, tensor } from 'tupleflow';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

function result(metric: { result(): tf.Tensor }): number[] {
  return tf.tidy(() => [...metric.result().dataSync()].map((value) => Number(value.toFixed(6))));
}

describe.each(['cpu', 'wasm'] as const)('metrics by hand on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    before = tf.memory().numTensors;
  });

  it('are exact over what they have seen, and free it', () => {
    const accuracy = metrics.BinaryAccuracy();
    const seen = [accuracy, metrics.Precision(), metrics.MeanSquaredError()];
    expect(seen.map(result)).toEqual([[0], [0], [0]]);
    using targets = tensor([1, 0, 1], [3, 1]);
    using predictions = tensor([0.9, 0.8, 0.2], [3, 1]);
    using one = tensor([1], [1, 1]);
    for (const metric of seen) metric.updateState(targets, predictions);
    for (const metric of seen) metric.updateState(one, one);
    // Of four samples, not of two batches.
    expect(seen.map(result)).toEqual([[0.5], [0.666667], [0.3225]]);
    using weights = tensor([0, 0, 4], [3]);
    accuracy.updateState(targets, predictions, weights);
    expect(result(accuracy)).toEqual([0.25]);
    for (const metric of seen) metric.resetState();
    expect(seen.map(result)).toEqual([[0], [0], [0]]);
    expect(tf.memory().numTensors).toBe(before + 4);
  });

  it('do not mix with states that are kept by hand, nor with each other', () => {
    const [first, second] = [metrics.BinaryAccuracy(), metrics.BinaryAccuracy()];
    using right = tensor([1], [1, 1]);
    using wrong = tensor([0], [1, 1]);
    first.updateState(right, right);
    const share = tf.tidy(() => first.result(first.update(first.initial(), right, wrong)).dataSync()[0]);
    expect([share, result(first), result(second)]).toEqual([0, [1], [0]]);
    first.resetState();
    const precision = metrics.Precision({ thresholds: [0.2, 0.5] });
    precision.updateState(right, right);
    expect(result(precision)).toEqual([1, 1]);
    precision.resetState();
    expect(tf.memory().numTensors).toBe(before + 2);
  });

  it('take values: tensors or numbers', () => {
    const mean = metrics.Mean({ name: 'loss' });
    const sum = metrics.Sum();
    mean.updateState(1, 3);
    mean.updateState(5);
    using values = tensor([2, 4], [2]);
    mean.updateState(values);
    sum.updateState(values);
    expect([result(mean), result(sum)]).toEqual([[14 / 6].map((value) => Number(value.toFixed(6))), [6]]);
    expect(tf.tidy(() => mean.result(mean.add(mean.initial(), values)).dataSync()[0])).toBe(3);
    for (const metric of [mean, sum]) metric.resetState();
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(() => mean.updateState('3' as never)).toThrow("loss.updateState: values expects a tensor (received '3')");
  });

  it('stay as they are where a batch does not fit', () => {
    const accuracy = metrics.SparseCategoricalAccuracy({ name: 'share' });
    using targets = tensor([0, 1], [2]);
    using predictions = tensor([1, 0, 0, 1], [2, 2]);
    accuracy.updateState(targets, predictions);
    using short = tensor([1], [1]);
    expect(() => accuracy.updateState(short, predictions)).toThrow(
      'share.updateState expects as many targets as predictions (received 1 and 2)',
    );
    expect(() => accuracy.updateState([1, 0] as never, predictions)).toThrow(
      'share.updateState: yTrue expects a tensor (received [1, 0])',
    );
    using odd = tensor([1, 1, 1], [3]);
    expect(() => accuracy.updateState(targets, predictions, odd)).toThrow();
    expect(result(accuracy)).toEqual([1]);
    accuracy.resetState();
  });
});
