import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import { defineMeanMetric } from './define-mean-metric.js';
import type { MetricFactory } from './define-metric.js';

export interface BinaryAccuracyOptions {
  /** The probability above which a prediction means 1; 0.5 unless given. */
  readonly threshold?: number;
}

/** How often predicted probabilities are on the side of their label, which is 0 or 1. */
export const BinaryAccuracy: MetricFactory<'binaryAccuracy', BinaryAccuracyOptions> = defineMeanMetric<
  Required<BinaryAccuracyOptions>
>({
  className: 'BinaryAccuracy',
  name: 'binaryAccuracy',
  defaults: { threshold: 0.5 },
  checkOptions: ({ threshold }) => {
    if (threshold > 0 && threshold < 1) return;
    throw new ArgumentError(`BinaryAccuracy: threshold expects a number between 0 and 1 (received ${threshold})`);
  },
  values: (target, prediction, { threshold }) =>
    tf.equal(target, tf.cast(tf.greater(prediction, threshold), 'float32')),
});
