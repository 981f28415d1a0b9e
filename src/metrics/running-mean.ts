import * as tf from '@tensorflow/tfjs-core';
import { alignRanks, asFloat } from '../losses/align-ranks.js';
import type { ValueRule } from './value-metric.js';

/** The mean of all values so far, each with its weight. Its state is two tensors: the sum, and the sum of the weights. */
export const runningMean: ValueRule = Object.freeze<ValueRule>({
  initial: () => [tf.scalar(0), tf.scalar(0)],

  add([sum, count], values, sampleWeight) {
    const { total, weight } = weigh(asFloat(values), sampleWeight);
    return [tf.add(sum as tf.Tensor, total), tf.add(count as tf.Tensor, weight)];
  },

  result: ([sum, count]) => tf.divNoNan(sum as tf.Tensor, count as tf.Tensor),
});

function weigh(
  values: tf.Tensor,
  sampleWeight: tf.Tensor | number | undefined,
): { readonly total: tf.Tensor; readonly weight: tf.Tensor | number } {
  if (sampleWeight === undefined) return { total: tf.sum(samplewise(values)), weight: values.shape[0] ?? 1 };
  if (typeof sampleWeight === 'number') return { total: tf.mul(tf.mean(values), sampleWeight), weight: sampleWeight };
  const [aligned, weight] = alignRanks(values, asFloat(sampleWeight));
  const positions = meanFrom(aligned, weight.rank);
  const spread = weight.size === positions.size ? weight : tf.broadcastTo(weight, positions.shape);
  return { total: tf.sum(samplewise(tf.mul(positions, spread))), weight: tf.sum(samplewise(spread)) };
}

/** One value for each sample: the mean over its positions. */
function samplewise(values: tf.Tensor): tf.Tensor {
  return meanFrom(values, 1);
}

/** The mean over the axes from `first` on. */
function meanFrom(values: tf.Tensor, first: number): tf.Tensor {
  if (values.rank <= first) return values;
  return tf.mean(
    values,
    Array.from({ length: values.rank - first }, (_, index) => first + index),
  );
}
