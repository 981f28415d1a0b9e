import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from '../losses/epsilon.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';
import type { CorrelationOptions } from './pearson-correlation.js';

/** The mean of the concordance coefficients of targets and predictions: 1 where they are equal. */
export const ConcordanceCorrelation: MetricFactory<'concordanceCorrelation', CorrelationOptions> = defineMeanMetric<
  Required<CorrelationOptions>
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
