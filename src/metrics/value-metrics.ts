import * as tf from '@tensorflow/tfjs-core';
import { alignRanks, asFloat } from '../losses/align-ranks.js';
import { runningMean } from './running-mean.js';
import { defineValueMetric, type ValueMetricFactory } from './value-metric.js';

/**
 * The mean of values, where the values of one sample count as one, their mean; 0 as long as there are none.
 *
 * @example
 * const loss = Mean({ name: 'loss' });
 * loss.updateState(lossOfBatch, batchSize);
 * using mean = loss.result();
 */
export const Mean: ValueMetricFactory<'mean'> = defineValueMetric('Mean', 'mean', runningMean);

/**
 * The sum of values, each multiplied by its weight if it has one.
 *
 * @example
 * const tokens = Sum({ name: 'tokens' });
 * tokens.updateState(lengths);
 */
export const Sum: ValueMetricFactory<'sum'> = defineValueMetric('Sum', 'sum', {
  initial: () => [tf.scalar(0)],
  add: ([sum], values, sampleWeight) => [tf.add(sum as tf.Tensor, tf.sum(weighted(asFloat(values), sampleWeight)))],
  result: ([sum]) => tf.clone(sum as tf.Tensor),
});

function weighted(values: tf.Tensor, sampleWeight: tf.Tensor | number | undefined): tf.Tensor {
  if (sampleWeight === undefined) return values;
  if (typeof sampleWeight === 'number') return tf.mul(values, sampleWeight);
  const [aligned, weight] = alignRanks(values, asFloat(sampleWeight));
  const inner = Array.from({ length: Math.max(0, aligned.rank - weight.rank) }, (_, index) => weight.rank + index);
  return tf.mul(inner.length === 0 ? aligned : tf.sum(aligned, inner), weight);
}
