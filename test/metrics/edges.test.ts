import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError } from '../../src/errors.js';
import * as metrics from '../../src/metrics/index.js';

function valueOf(
  metric: metrics.Metric,
  target: tf.TensorLike,
  prediction: tf.TensorLike,
  weight?: tf.TensorLike,
): unknown {
  return tf.tidy(() => {
    const sampleWeight = weight === undefined ? undefined : tf.tensor(weight);
    const state = metric.update(metric.initial(), tf.tensor(target), tf.tensor(prediction), { sampleWeight });
    return metric.result(state).arraySync();
  });
}

describe.each(['cpu', 'wasm'] as const)('metrics on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('take targets with and without a last axis', () => {
    expect(valueOf(metrics.BinaryAccuracy(), [1, 0, 1], [[0.9], [0.2], [0.1]])).toBeCloseTo(2 / 3, 6);
    expect(
      valueOf(
        metrics.SparseCategoricalAccuracy(),
        [[1], [0]],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).toBe(0.5);
    expect(
      valueOf(
        metrics.SparseCategoricalAccuracy(),
        [1, 0],
        [
          [0, 1],
          [0, 1],
        ],
      ),
    ).toBe(0.5);
  });

  it('count positions of sequences', () => {
    const prediction = [
      [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
      [
        [0.3, 0.7],
        [0.6, 0.4],
      ],
    ];
    expect(
      valueOf(
        metrics.SparseCategoricalAccuracy(),
        [
          [0, 1],
          [0, 0],
        ],
        prediction,
      ),
    ).toBe(0.75);
    const weight = [
      [1, 1],
      [0, 1],
    ];
    expect(
      valueOf(
        metrics.SparseCategoricalAccuracy(),
        [
          [0, 1],
          [0, 0],
        ],
        prediction,
        weight,
      ),
    ).toBe(1);
  });

  it('take a probability at the threshold for 0', () => {
    expect(valueOf(metrics.BinaryAccuracy(), [[1]], [[0.5]])).toBe(0);
  });

  it('let classes that are equally probable be in the top', () => {
    expect(valueOf(metrics.TopKCategoricalAccuracy({ k: 1 }), [[0, 1]], [[0.5, 0.5]])).toBe(1);
    expect(valueOf(metrics.TopKCategoricalAccuracy(), [[0, 1]], [[0.9, 0.1]])).toBe(1);
  });

  it('look at positions of sequences for the top', () => {
    const prediction = [
      [
        [0.5, 0.3, 0.2],
        [0.1, 0.2, 0.7],
      ],
    ];
    expect(valueOf(metrics.SparseTopKCategoricalAccuracy({ k: 2 }), [[1, 0]], prediction)).toBe(0.5);
  });

  it('count only the highest predictions where asked to', () => {
    const [target, prediction] = [[[0, 1, 1, 0]], [[0.9, 0.1, 0.4, 0.2]]];
    expect(valueOf(metrics.Recall({ topK: 2 }), target, prediction)).toBe(0.5);
    expect(valueOf(metrics.Precision({ topK: 1 }), target, prediction)).toBe(0);
    expect(valueOf(metrics.Recall({ classId: 2, thresholds: 0.3 }), target, prediction)).toBe(1);
  });

  it('are 0 where there is nothing to find', () => {
    expect(valueOf(metrics.Precision(), [[0]], [[0]])).toBe(0);
    expect(valueOf(metrics.Recall(), [[0]], [[1]])).toBe(0);
    expect(valueOf(metrics.F1Score({ average: 'macro' }), [[0, 0]], [[0, 0]])).toBe(0);
  });

  it('give a result for each threshold', () => {
    expect(valueOf(metrics.TrueNegatives({ thresholds: [0.2, 0.6] }), [[0, 0]], [[0.1, 0.5]])).toEqual([1, 2]);
    expect(valueOf(metrics.TrueNegatives(), [[0, 0]], [[0.1, 0.5]], [[3]])).toBe(6);
  });

  it('find the area under perfect and inverted predictions', () => {
    const target = [0, 0, 1, 1];
    expect(valueOf(metrics.AUC(), target, [0, 0.1, 0.9, 1])).toBeCloseTo(1, 5);
    expect(valueOf(metrics.AUC(), target, [1, 0.9, 0.1, 0])).toBeCloseTo(0, 5);
    expect(valueOf(metrics.AUC({ numThresholds: 3 }), target, [0, 0.5, 0.3, 0.9])).toBeCloseTo(0.75, 5);
    expect(valueOf(metrics.AUC({ numThresholds: 3 }), target, [0, 0.5, 0.3, 0.9], [1, 0, 0, 1])).toBeCloseTo(1, 5);
    expect(valueOf(metrics.AUC({ fromLogits: true }), target, [-9, -8, 8, 9])).toBeCloseTo(1, 5);
    expect(valueOf(metrics.AUC({ thresholds: [0.5] }), target, [0, 0.5, 0.3, 0.9])).toBeCloseTo(0.75, 5);
  });

  it("are what Keras' documentation says", () => {
    const [target, prediction] = [
      [0, 0, 0, 1, 1],
      [0, 0.3, 0.8, 0.3, 0.8],
    ];
    expect(valueOf(metrics.SensitivityAtSpecificity({ specificity: 0.5 }), target, prediction)).toBe(0.5);
    expect(valueOf(metrics.SpecificityAtSensitivity({ sensitivity: 0.5 }), target, prediction)).toBeCloseTo(2 / 3, 5);
    expect(valueOf(metrics.PrecisionAtRecall({ recall: 0.5 }), target, prediction)).toBe(0.5);
    const classes = [
      [1, 1, 1],
      [1, 0, 0],
      [1, 1, 0],
    ];
    const scores = [
      [0.2, 0.6, 0.7],
      [0.2, 0.6, 0.6],
      [0.6, 0.8, 0],
    ];
    const f1 = valueOf(metrics.F1Score({ threshold: 0.5 }), classes, scores) as number[];
    expect(f1.map((score) => Math.round(score * 1e4))).toEqual([5000, 8000, 6667]);
    const f2 = valueOf(metrics.FBetaScore({ beta: 2, threshold: 0.5 }), classes, scores) as number[];
    expect(f2.map((score) => Math.round(score * 1e4))).toEqual([3846, 9091, 8333]);
    expect(valueOf(metrics.R2Score(), [[1], [4], [3]], [[2], [4], [4]])).toBeCloseTo(0.57142854, 5);
    const [rising, along] = [
      [
        [0, 1, 0.5],
        [1, 1, 0.2],
      ],
      [
        [0.1, 0.9, 0.5],
        [1, 0.9, 0.2],
      ],
    ];
    expect(valueOf(metrics.PearsonCorrelation(), rising, along)).toBeCloseTo(0.9966996, 5);
    expect(valueOf(metrics.ConcordanceCorrelation(), rising, along)).toBeCloseTo(0.981632, 5);
    const oneHot = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
    ];
    const guesses = [
      [0.2, 0.3, 0.5],
      [0.1, 0.2, 0.7],
      [0.5, 0.3, 0.1],
      [0.1, 0.4, 0.5],
    ];
    const overlap = metrics.OneHotIoU({ numClasses: 3, targetClassIds: [0, 2] });
    expect(valueOf(overlap, oneHot, guesses, [1, 2, 3, 4])).toBeCloseTo(1 / 14, 5);
    expect(
      valueOf(
        metrics.RootMeanSquaredError(),
        [
          [0, 1],
          [0, 0],
        ],
        [
          [1, 1],
          [0, 0],
        ],
      ),
    ).toBe(0.5);
  });

  it('ignore a class where asked to', () => {
    const overlap = metrics.MeanIoU({ numClasses: 2, ignoreClass: 255 });
    expect(valueOf(overlap, [0, 1, 255], [0, 1, 0])).toBeCloseTo(1, 5);
  });
});

describe('the options of metrics', () => {
  it.each([
    [
      () => metrics.BinaryAccuracy({ threshold: 1 as number }),
      'BinaryAccuracy: threshold expects a number between 0 and 1',
    ],
    [
      () => metrics.TopKCategoricalAccuracy({ k: 0 as number }),
      'TopKCategoricalAccuracy: k expects an integer from 1 (received 0)',
    ],
    [
      () => metrics.Precision({ thresholds: [0.5, 2] }),
      'Precision: thresholds expects a number from 0 to 1 (received 2)',
    ],
    [() => metrics.Recall({ topK: 1.5 as number }), 'Recall: topK expects an integer from 1 (received 1.5)'],
    [() => metrics.Recall({ class_id: 1 } as object), "did you mean 'classId'?"],
    [() => metrics.AUC({ numThresholds: 1 as number }), 'AUC: numThresholds expects an integer from 2 (received 1)'],
    [() => metrics.AUC({ curve: 'Roc' as 'roc' }), "AUC: curve expects one of 'ROC', 'PR'"],
    [
      () => metrics.PrecisionAtRecall({ recall: 2 as number }),
      'PrecisionAtRecall: recall expects a number from 0 to 1',
    ],
    [() => metrics.PrecisionAtRecall({} as { recall: number }), 'PrecisionAtRecall: recall expects'],
    [() => metrics.F1Score({ average: 'mean' as 'macro' }), "F1Score: average expects one of 'micro'"],
    [() => metrics.FBetaScore({ beta: 0 as number }), 'FBetaScore: beta expects a number that is more than 0'],
    [() => metrics.MeanIoU({} as { numClasses: number }), 'MeanIoU: numClasses expects an integer from 1'],
    [
      () => metrics.IoU({ numClasses: 2, targetClassIds: [2] }),
      'IoU: targetClassIds expects integers from 0 to 1 (received 2)',
    ],
  ])('are checked: %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('make an equal metric', () => {
    const metric = metrics.AUC({ curve: 'pr', name: 'area' });
    expect(metrics.AUC(metric.options).options).toEqual(metric.options);
    const entropy = metrics.SparseCategoricalCrossentropy({ fromLogits: true });
    expect(metrics.SparseCategoricalCrossentropy(entropy.options).options).toEqual(entropy.options);
  });
});
