import * as tf from '@tensorflow/tfjs-core';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

/** The root of the mean of the squared differences. */
export const RootMeanSquaredError: MetricFactory<'rootMeanSquaredError'> = defineMeanMetric({
  className: 'RootMeanSquaredError',
  name: 'rootMeanSquaredError',
  defaults: {},
  values: (target, prediction) => tf.squaredDifference(target, prediction),
  // As in Keras, unlike all other means.
  countsMasked: true,
  finish: (mean) => tf.sqrt(mean),
});
