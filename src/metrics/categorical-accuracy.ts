import * as tf from '@tensorflow/tfjs-core';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

/** How often the most probable class is that of the one-hot target. */
export const CategoricalAccuracy: MetricFactory<'categoricalAccuracy'> = defineMeanMetric({
  className: 'CategoricalAccuracy',
  name: 'categoricalAccuracy',
  defaults: {},
  values: (target, prediction) => tf.equal(tf.argMax(target, -1), tf.argMax(prediction, -1)),
});
