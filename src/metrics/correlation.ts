import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from '../losses/epsilon.js';
import { type CosineSimilarityOptions, cosine } from '../losses/regression.js';
import type { MetricFactory } from './define-metric.js';
import { defineMeanMetric } from './mean-metrics.js';

/** The mean of the cosines of the angles between targets and predictions: 1 where they have the same direction. */
export const CosineSimilarity: MetricFactory<'cosineSimilarity', CosineSimilarityOptions> = defineMeanMetric<
  Required<CosineSimilarityOptions>,
  'cosineSimilarity'
>({
  className: 'CosineSimilarity',
  name: 'cosineSimilarity',
  defaults: { axis: -1 },
  values: (target, prediction, { axis }) => cosine(target, prediction, axis),
});

export interface CorrelationOptions {
  /** The axis along which values are correlated; -1, the last, unless given. */
  readonly axis?: number;
}

/** The mean of the correlation coefficients of targets and predictions: 1 where one is a rising line over the other. */
export const PearsonCorrelation: MetricFactory<'pearsonCorrelation', CorrelationOptions> = defineMeanMetric<
  Required<CorrelationOptions>,
  'pearsonCorrelation'
>({
  className: 'PearsonCorrelation',
  name: 'pearsonCorrelation',
  defaults: { axis: -1 },
  values: (target, prediction, { axis }) =>
    tf.mean(tf.mul(standardized(target, axis), standardized(prediction, axis)), axis),
});

/** Values minus their mean, divided by their standard deviation. */
function standardized(values: tf.Tensor, axis: number): tf.Tensor {
  const deviation = tf.sub(values, tf.mean(values, axis, true));
  return tf.div(deviation, tf.add(tf.sqrt(tf.mean(tf.square(deviation), axis, true)), epsilon));
}

/** The mean of the concordance coefficients of targets and predictions: 1 where they are equal. */
export const ConcordanceCorrelation: MetricFactory<'concordanceCorrelation', CorrelationOptions> = defineMeanMetric<
  Required<CorrelationOptions>,
  'concordanceCorrelation'
>({
  className: 'ConcordanceCorrelation',
  name: 'concordanceCorrelation',
  defaults: { axis: -1 },
  values: (target, prediction, { axis }) => {
    const targets = tf.moments(target, axis, true);
    const predictions = tf.moments(prediction, axis, true);
    // Keras takes both deviations from the prediction's mean; their mean product is the covariance all the same.
    const product = tf.mul(tf.sub(target, predictions.mean), tf.sub(prediction, predictions.mean));
    const distance = tf.squaredDifference(targets.mean, predictions.mean);
    const norm = tf.add(tf.add(tf.add(targets.variance, predictions.variance), distance), epsilon);
    return tf.mean(tf.div(tf.mul(product, 2), norm), axis);
  },
});
