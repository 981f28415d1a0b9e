import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from '../losses/epsilon.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

export interface CorrelationOptions {
  /** The axis along which values are correlated; the last unless given. */
  readonly axis?: number;
}

/** The mean of the correlation coefficients of targets and predictions: 1 where one is a rising line over the other. */
export const PearsonCorrelation: MetricFactory<'pearsonCorrelation', CorrelationOptions> = defineMeanMetric<
  Required<CorrelationOptions>
>({
  className: 'PearsonCorrelation',
  name: 'pearsonCorrelation',
  defaults: { axis: -1 },
  values: (target, prediction, { axis }) =>
    tf.mean(tf.mul(standardized(target, axis), standardized(prediction, axis)), axis),
});

/** Values less their mean, in units of their standard deviation. */
function standardized(values: tf.Tensor, axis: number): tf.Tensor {
  const deviation = tf.sub(values, tf.mean(values, axis, true));
  return tf.div(deviation, tf.add(tf.sqrt(tf.mean(tf.square(deviation), axis, true)), epsilon));
}
