import * as tf from '@tensorflow/tfjs-core';
import { constraints, initializers, losses, metrics, optimizers, regularizers, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

type Options = Readonly<Record<string, unknown>>;
type Make<Made> = (options: never) => Made;

/** For each class the options that may be one of several things, with every member of the union. */
interface Unions {
  readonly [className: string]: Readonly<Record<string, readonly unknown[]>>;
}

const reduction: readonly unknown[] = ['sumOverBatchSize', 'sum', 'mean', 'meanWithSampleWeight', 'none', null];

const ofLosses: Unions = {
  ...Object.fromEntries(
    Object.keys(losses)
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => [name, { reduction }]),
  ),
  BinaryFocalCrossentropy: { reduction, applyClassBalancing: [true, false], fromLogits: [true, false] },
  CategoricalFocalCrossentropy: { reduction, alpha: [0.3, [0.1, 0.2, 0.3]], fromLogits: [true, false] },
  SparseCategoricalCrossentropy: { reduction, ignoreClass: [null, 1], fromLogits: [true, false], axis: [-1] },
  Dice: { reduction, axis: [null, 1, [0, 1]] },
  Tversky: { reduction, axis: [null, 1, [0, 1]] },
};

const thresholds: readonly unknown[] = [null, 0.3, [0.3], [0.2, 0.7]];
const positives = { thresholds, topK: [null, 2], classId: [null, 1] };
const constrained = { classId: [null, 1] };

const ofMetrics: Unions = {
  AUC: {
    thresholds: [null, [0.2, 0.5]],
    curve: ['ROC', 'PR', 'roc', 'pr'],
    summationMethod: ['interpolation', 'majoring', 'minoring'],
    multiLabel: [true, false],
    numLabels: [null],
    labelWeights: [null, [0.5, 1, 2]],
  },
  Precision: positives,
  Recall: positives,
  TruePositives: { thresholds },
  TrueNegatives: { thresholds },
  FalsePositives: { thresholds },
  FalseNegatives: { thresholds },
  F1Score: { average: ['micro', 'macro', 'weighted', null], threshold: [null, 0.4] },
  FBetaScore: { average: ['micro', 'macro', 'weighted', null], threshold: [null, 0.4] },
  R2Score: { classAggregation: ['uniformAverage', 'varianceWeightedAverage', null] },
  PrecisionAtRecall: constrained,
  RecallAtPrecision: constrained,
  SensitivityAtSpecificity: constrained,
  SpecificityAtSensitivity: constrained,
  OneHotIoU: { ignoreClass: [null, 1], sparseYPred: [false] },
  OneHotMeanIoU: { ignoreClass: [null, 1], sparseYPred: [false] },
};

const needed: Readonly<Record<string, Options>> = {
  PrecisionAtRecall: { recall: 0.5 },
  RecallAtPrecision: { precision: 0.5 },
  SensitivityAtSpecificity: { specificity: 0.5 },
  SpecificityAtSensitivity: { sensitivity: 0.5 },
  OneHotIoU: { numClasses: 3, targetClassIds: [0, 2] },
  OneHotMeanIoU: { numClasses: 3 },
};

const scaling = { seed: [null, 5], inputAxes: [null, [0]], outputAxes: [null, [1]] };

const ofInitializers: Unions = {
  RandomNormal: { seed: [null, 5] },
  TruncatedNormal: { seed: [null, 5] },
  RandomUniform: { seed: [null, 5] },
  Orthogonal: { seed: [null, 5] },
  GlorotUniform: scaling,
  HeNormal: scaling,
  VarianceScaling: {
    ...scaling,
    mode: ['fanIn', 'fanOut', 'fanAvg'],
    distribution: ['truncatedNormal', 'untruncatedNormal', 'uniform'],
  },
  STFT: {
    side: ['real', 'imag'],
    window: [
      null,
      [0.5, 1, 1, 0.5],
      'boxcar',
      'hann',
      'hamming',
      'blackman',
      'blackmanharris',
      'nuttall',
      'flattop',
      'bartlett',
      'cosine',
    ],
    scaling: ['density', 'spectrum', null],
    periodic: [true, false],
  },
};

const shared = {
  weightDecay: [null, 0.1],
  clipnorm: [null, 1],
  clipvalue: [null, 1],
  globalClipnorm: [null, 1],
  useEma: [true, false],
  emaOverwriteFrequency: [null, 2],
  lossScaleFactor: [null, 4],
  gradientAccumulationSteps: [null, 2],
  learningRate: [0.1, (iteration: number) => 0.1 / (iteration + 1), optimizers.schedules.ExponentialDecay(0.1, 5, 0.5)],
};

const ofOptimizers: Unions = {
  ...Object.fromEntries(
    Object.keys(optimizers)
      .filter((name) => /^[A-Z]/.test(name))
      .map((name) => [name, shared]),
  ),
  Muon: { ...shared, adamWeightDecay: [null, 0.1], rmsRate: [null, 0.2], nesterov: [true, false] },
};

/** Each member of each union, in a test of its own. */
const membersOf = (unions: Unions) =>
  Object.entries(unions).flatMap(([name, options]) =>
    Object.entries(options).flatMap(([option, members]) =>
      members.map((member) => [name, { ...needed[name], [option]: member }] as const),
    ),
  );

const finite = (tensor: tf.Tensor) => [...tensor.dataSync()].every(Number.isFinite);
const oneHot = [
  [1, 0, 0],
  [0, 0, 1],
];
const probable = [
  [0.7, 0.2, 0.1],
  [0.2, 0.3, 0.5],
];

describe('every member of every declared union', () => {
  beforeAll(() => setBackend('cpu'));

  it.each(membersOf(ofLosses))('loss %s %j', (name, options) => {
    tf.tidy(() => {
      const made = (losses as unknown as Record<string, Make<losses.Loss>>)[name]?.(options as never) as losses.Loss;
      const isSequence = made.targetKind === 'labelSequences';
      const prediction = isSequence ? tf.zeros([2, 4, 3]) : tf.tensor2d(probable);
      const indices = isSequence ? tf.tensor2d([[1], [2]], [2, 1], 'int32') : tf.tensor1d([0, 2], 'int32');
      const target = made.targetKind === 'sameShape' ? tf.tensor2d(oneHot) : indices;
      expect(finite(made.compute(target, prediction))).toBe(true);
    });
  });

  it.each(membersOf(ofMetrics))('metric %s %j', (name, options) => {
    tf.tidy(() => {
      const make = (metrics as unknown as Record<string, Make<metrics.Metric>>)[name];
      const made = make?.(options as never) as metrics.Metric;
      const state = made.update(made.initial(), tf.tensor2d(oneHot), tf.tensor2d(probable), {
        sampleWeight: tf.tensor1d([1, 1]),
      });
      expect(finite(made.result(state))).toBe(true);
    });
  });

  it.each(membersOf(ofInitializers))('initializer %s %j', (name, options) => {
    const make = (initializers as unknown as Record<string, Make<initializers.Initializer>>)[name];
    const values = make?.(options as never).values(name === 'STFT' ? [4, 1, 3] : [3, 4]) as Float32Array;
    expect(values).toHaveLength(12);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each(membersOf(ofOptimizers))('optimizer %s %o', (name, options) => {
    tf.tidy(() => {
      const make = (optimizers as unknown as Record<string, Make<optimizers.Optimizer>>)[name];
      const made = make?.(options as never) as optimizers.Optimizer;
      const value = tf.tensor2d([1, -2, 0.5, 2], [2, 2]);
      let weights: readonly tf.Tensor[] = [value];
      let slots = [optimizers.initialSlots(made, { value, shape: [2, 2], path: 'dense/kernel' })];
      for (const iteration of [0, 1, 2]) {
        const applied = optimizers.applyOptimizer(made, weights, [tf.ones([2, 2])], slots, iteration);
        weights = applied.weights;
        slots = [...applied.slots];
      }
      expect(finite(weights[0] as tf.Tensor)).toBe(true);
    });
  });

  it('regularizers and constraints', () => {
    tf.tidy(() => {
      const weight = tf.tensor2d(probable);
      for (const mode of ['rows', 'columns'] as const) {
        expect(finite(regularizers.OrthogonalRegularizer({ mode }).penalty(weight))).toBe(true);
      }
      for (const make of [constraints.MaxNorm, constraints.MinMaxNorm, constraints.UnitNorm]) {
        for (const axis of [0, -1, [0, 1]]) expect(finite(make({ axis }).project(weight))).toBe(true);
      }
    });
  });

  it('CategoricalFocalCrossentropy has Keras 3.15’s value for a list of alphas', () => {
    const loss = losses.CategoricalFocalCrossentropy({
      alpha: [0.1, 0.2, 0.3],
      fromLogits: true,
      labelSmoothing: 0.1,
    });
    const value = tf.tidy(() => {
      const logits = tf.tensor2d([
        [2, -1, 0.5],
        [0.1, 0.2, -3],
      ]);
      return loss.compute(tf.tensor2d(oneHot), logits).dataSync()[0];
    });
    expect(value).toBeCloseTo(0.536045, 6);
  });
});
