import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError, metrics, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const labels = () => tf.tensor([0, 0, 1, 1, 0, 0], [2, 3]);
const probabilities = () => tf.tensor([0.2, 0.3, 0.5, 0.6, 0.3, 0.1], [2, 3]);

/** Updates a metric of one-hot labels and three probabilities. */
function update(metric: metrics.Metric, target = labels(), prediction = probabilities()): void {
  tf.tidy(() => metric.updateState(target, prediction));
}

describe('options that do not fit the tensors are named by metrics', () => {
  beforeAll(() => setBackend('cpu'));

  const wrong: readonly (readonly [string, () => metrics.Metric, string])[] = [
    ['Precision', () => metrics.Precision({ classId: 3 }), 'Precision: classId expects an index of one of 3 classes'],
    ['Recall', () => metrics.Recall({ topK: 4 }), 'Recall: topK expects at most 3, the number of classes (received 4)'],
    [
      'PrecisionAtRecall',
      () => metrics.PrecisionAtRecall(0.5, { classId: 2 ** 31 }),
      'PrecisionAtRecall: classId expects an index of one of 3 classes (received 2147483648)',
    ],
    ['AUC', () => metrics.AUC({ labelWeights: [1, 2] }), 'AUC: labelWeights expects 3 numbers (received 2)'],
    [
      'AUC of labels',
      () => metrics.AUC({ multiLabel: true, labelWeights: [1, 2] }),
      'AUC: labelWeights expects 3 numbers (received 2)',
    ],
    [
      'AUC with a number of labels',
      () => metrics.AUC({ multiLabel: true, numLabels: 2 }),
      'AUC: numLabels expects 3, as predictions have (received 2)',
    ],
    [
      'CosineSimilarity',
      () => metrics.CosineSimilarity({ axis: 2 }),
      'CosineSimilarity: axis expects an integer from -2 to 1 (received 2)',
    ],
    [
      'PearsonCorrelation',
      () => metrics.PearsonCorrelation({ axis: -3 }),
      'PearsonCorrelation: axis expects an integer from -2 to 1 (received -3)',
    ],
    [
      'OneHotIoU',
      () => metrics.OneHotIoU(3, [0], { axis: 5 }),
      'OneHotIoU: axis expects an integer from -2 to 1 (received 5)',
    ],
  ];
  it.each(wrong)('%s', (_, make, message) => {
    const metric = make();
    expect(() => update(metric)).toThrow(ArgumentError);
    expect(() => update(metric)).toThrow(message);
    metric.resetState();
  });

  it.each(['ConcordanceCorrelation', 'PearsonCorrelation', 'CosineSimilarity'] as const)(
    '%s expects an integer as its axis',
    (name) => {
      expect(() => metrics[name]({ axis: 0.5 as number })).toThrow(`${name}: axis expects an integer`);
    },
  );
});

describe('targets that do not fit predictions', () => {
  beforeAll(() => setBackend('cpu'));

  it('are an error of data', () => {
    const overlap = metrics.MeanIoU(3, { sparseYPred: false });
    expect(() => update(overlap)).toThrow(DataError);
    expect(() => update(overlap)).toThrow('MeanIoU expects a class for each of 6 targets (received 2)');
    const precision = metrics.Precision();
    expect(() => update(precision, tf.zeros([2, 2]))).toThrow(
      'Precision expects targets of shape (2, 3) (received (2, 2))',
    );
  });

  it('are counted for one class', () => {
    const metric = metrics.MeanIoU(1);
    tf.tidy(() => metric.updateState(tf.tensor([0, 0], [2], 'int32'), tf.tensor([0, 0], [2], 'int32')));
    const result = metric.result();
    expect(result.dataSync()[0]).toBeCloseTo(1, 5);
    result.dispose();
    metric.resetState();
  });
});
