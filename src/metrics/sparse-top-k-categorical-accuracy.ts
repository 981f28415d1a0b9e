import { classIndices } from './class-indices.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkTopK, isInTopK, type TopKOptions } from './top-k.js';

/** How often the class whose index is the target is among the `k` most probable. */
export const SparseTopKCategoricalAccuracy: MetricFactory<'sparseTopKCategoricalAccuracy', TopKOptions> =
  defineMeanMetric<Required<TopKOptions>>({
    className: 'SparseTopKCategoricalAccuracy',
    name: 'sparseTopKCategoricalAccuracy',
    defaults: { k: 5 },
    checkOptions: (options) => checkTopK('SparseTopKCategoricalAccuracy', options),
    values: (target, prediction, { k }) => isInTopK(classIndices(target, prediction), prediction, k),
  });
