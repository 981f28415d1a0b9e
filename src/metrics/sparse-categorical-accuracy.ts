import * as tf from '@tensorflow/tfjs-core';
import { classIndices } from './class-indices.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

/** How often the most probable class is the one whose index is the target. */
export const SparseCategoricalAccuracy: MetricFactory<'sparseCategoricalAccuracy'> = defineMeanMetric({
  className: 'SparseCategoricalAccuracy',
  name: 'sparseCategoricalAccuracy',
  defaults: {},
  values: (target, prediction) => tf.equal(classIndices(target, prediction), tf.argMax(prediction, -1)),
});
