import * as tf from '@tensorflow/tfjs-core';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkTopK, isInTopK, type TopKOptions } from './top-k.js';

/** How often the class of the one-hot target is among the `k` most probable. */
export const TopKCategoricalAccuracy: MetricFactory<'topKCategoricalAccuracy', TopKOptions> = defineMeanMetric<
  Required<TopKOptions>
>({
  className: 'TopKCategoricalAccuracy',
  name: 'topKCategoricalAccuracy',
  defaults: { k: 5 },
  checkOptions: (options) => checkTopK('TopKCategoricalAccuracy', options),
  values: (target, prediction, { k }) => isInTopK(tf.argMax(target, -1), prediction, k),
});
