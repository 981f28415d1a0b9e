import * as tf from '@tensorflow/tfjs-core';
import type { CosineSimilarityOptions } from '../losses/cosine-similarity.js';
import { unitLength } from '../losses/unit-length.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

/** The mean of the cosines of the angles between targets and predictions: 1 where they point the same way. */
export const CosineSimilarity: MetricFactory<'cosineSimilarity', CosineSimilarityOptions> = defineMeanMetric<
  Required<CosineSimilarityOptions>
>({
  className: 'CosineSimilarity',
  name: 'cosineSimilarity',
  defaults: { axis: -1 },
  values: (target, prediction, { axis }) =>
    tf.sum(tf.mul(unitLength(target, axis), unitLength(prediction, axis)), axis),
});
