import * as tf from '@tensorflow/tfjs-core';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

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
