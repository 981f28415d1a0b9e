import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import { classIndices, oneHot } from '../losses/reduce-loss.js';
import type { NumbersFirst } from '../types/given-options.js';
import type { MetricFactory } from './define-metric.js';
import { defineMeanMetric } from './mean-metrics.js';

/**
 * How often predictions equal targets, number by number.
 *
 * The name `'accuracy'` stands for one of the accuracies of classes instead, whichever fits the model.
 */
export const Accuracy: MetricFactory<'accuracy'> = defineMeanMetric({
  className: 'Accuracy',
  name: 'accuracy',
  defaults: {},
  values: (target, prediction) => tf.equal(target, prediction),
});

export interface BinaryAccuracyOptions {
  /** The probability above which a prediction is 1. The default is 0.5. */
  readonly threshold?: number;
}

export interface BinaryAccuracyNumbers extends NumbersFirst {
  readonly threshold: 'a number between 0 and 1';
}

/** How often predicted probabilities are on the side of their label, which is 0 or 1. */
export const BinaryAccuracy: MetricFactory<'binaryAccuracy', BinaryAccuracyOptions, [], [], BinaryAccuracyNumbers> =
  defineMeanMetric<Required<BinaryAccuracyOptions>, 'binaryAccuracy', [], [], BinaryAccuracyNumbers>({
    className: 'BinaryAccuracy',
    name: 'binaryAccuracy',
    defaults: { threshold: 0.5 },
    checkOptions: ({ threshold }) => {
      if (threshold > 0 && threshold < 1) return;
      throw new ArgumentError(
        `BinaryAccuracy: threshold expects a number between 0 and 1 (received ${received(threshold)})`,
      );
    },
    values: (target, prediction, { threshold }) =>
      tf.equal(target, tf.cast(tf.greater(prediction, threshold), 'float32')),
  });

/** How often the most probable class is that of the one-hot target. */
export const CategoricalAccuracy: MetricFactory<'categoricalAccuracy'> = defineMeanMetric({
  className: 'CategoricalAccuracy',
  name: 'categoricalAccuracy',
  defaults: {},
  values: (target, prediction) => tf.equal(tf.argMax(target, -1), tf.argMax(prediction, -1)),
});

/** How often the most probable class is the one whose index is the target. */
export const SparseCategoricalAccuracy: MetricFactory<'sparseCategoricalAccuracy'> = defineMeanMetric({
  className: 'SparseCategoricalAccuracy',
  name: 'sparseCategoricalAccuracy',
  defaults: {},
  values: (target, prediction) => tf.equal(classIndices(target, prediction), tf.argMax(prediction, -1)),
});

export interface TopKOptions {
  /** The number of most probable classes among which the right one counts. The default is 5. */
  readonly k?: number;
}

export interface TopKNumbers extends NumbersFirst {
  readonly k: 'an integer from 1';
}

/**
 * How often the class of the one-hot target is among the `k` most probable.
 *
 * @example
 * model.compile({ loss: 'categoricalCrossentropy', metrics: [TopKCategoricalAccuracy(3)] });
 */
export const TopKCategoricalAccuracy: MetricFactory<
  'topKCategoricalAccuracy',
  TopKOptions,
  [k: number],
  ['k'],
  TopKNumbers
> = defineMeanMetric<Required<TopKOptions>, 'topKCategoricalAccuracy', [k: number], ['k'], TopKNumbers>({
  className: 'TopKCategoricalAccuracy',
  name: 'topKCategoricalAccuracy',
  positional: ['k'],
  defaults: { k: 5 },
  checkOptions: (options) => checkTopK('TopKCategoricalAccuracy', options),
  values: (target, prediction, { k }) => isInTopK(tf.argMax(target, -1), prediction, k),
});

export interface SparseTopKOptions extends TopKOptions {
  /**
   * Whether predictions are class indices in the order of their probability, instead of probabilities. The default is
   * `false`.
   */
  readonly fromSortedIds?: boolean;
}

/** How often the class whose index is the target is among the `k` most probable. */
export const SparseTopKCategoricalAccuracy: MetricFactory<
  'sparseTopKCategoricalAccuracy',
  SparseTopKOptions,
  [k: number],
  ['k'],
  TopKNumbers
> = defineMeanMetric<Required<SparseTopKOptions>, 'sparseTopKCategoricalAccuracy', [k: number], ['k'], TopKNumbers>({
  className: 'SparseTopKCategoricalAccuracy',
  name: 'sparseTopKCategoricalAccuracy',
  positional: ['k'],
  defaults: { k: 5, fromSortedIds: false },
  checkOptions: (options) => checkTopK('SparseTopKCategoricalAccuracy', options),
  values: (target, prediction, { k, fromSortedIds }) => {
    const indices = classIndices(target, prediction);
    if (!fromSortedIds) return isInTopK(indices, prediction, k);
    const count = prediction.shape.at(-1) ?? 0;
    const best = tf.slice(prediction, 0, [...prediction.shape.slice(0, -1), Math.min(k, count)]);
    return tf.any(tf.equal(tf.expandDims(tf.cast(indices, 'float32'), -1), best), -1);
  },
});

/** Whether fewer than `k` classes are more probable than the one with the index. */
function isInTopK(indices: tf.Tensor, prediction: tf.Tensor, k: number): tf.Tensor {
  const isClass = oneHot(indices, prediction.shape.at(-1) as number);
  const probability = tf.sum(tf.mul(prediction, isClass), -1, true);
  return tf.less(tf.sum(tf.cast(tf.greater(prediction, probability), 'int32'), -1), k);
}

function checkTopK(owner: string, { k }: Required<TopKOptions>): void {
  if (Number.isInteger(k) && k >= 1) return;
  throw new ArgumentError(`${owner}: k expects an integer from 1 (received ${received(k)})`);
}
