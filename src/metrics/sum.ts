import * as tf from '@tensorflow/tfjs-core';
import { alignRanks } from '../losses/align-ranks.js';
import { asFloat } from '../losses/as-float.js';
import { defineValueMetric, type ValueMetricFactory } from './value-metric.js';

/**
 * The sum of values, each times its weight if it has one.
 *
 * @example
 * const tokens = Sum({ name: 'tokens' });
 * const state = tokens.add(tokens.initial(), lengths);
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
