import * as tf from '@tensorflow/tfjs-core';
import { classIndices } from './class-indices.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkTopK, isInTopK, type TopKOptions } from './top-k.js';

export interface SparseTopKOptions extends TopKOptions {
  /** Whether predictions are the indices of classes, the most probable first, not their probabilities; `false` unless given. */
  readonly fromSortedIds?: boolean;
}

/** How often the class whose index is the target is among the `k` most probable. */
export const SparseTopKCategoricalAccuracy: MetricFactory<'sparseTopKCategoricalAccuracy', SparseTopKOptions> =
  defineMeanMetric<Required<SparseTopKOptions>>({
    className: 'SparseTopKCategoricalAccuracy',
    name: 'sparseTopKCategoricalAccuracy',
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
