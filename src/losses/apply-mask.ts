import * as tf from '@tensorflow/tfjs-core';
import { alignRanks } from './align-ranks.js';
import { asFloat } from './as-float.js';
import type { Reduction } from './loss.js';

/**
 * Sample weights that are 0 wherever the mask is.
 *
 * For the reductions that divide by the number of losses, what remains weighs more, so that the divisor comes to the
 * number of losses that count.
 */
export function applyMask(
  sampleWeight: tf.Tensor | undefined,
  mask: tf.Tensor | undefined,
  reduction: Reduction,
): tf.Tensor | undefined {
  const weight = sampleWeight && asFloat(sampleWeight);
  if (!mask) return weight;
  const counting = reduction === 'mean' || reduction === 'sumOverBatchSize' ? rescaled(asFloat(mask)) : asFloat(mask);
  if (!weight) return counting;
  return tf.mul(...alignSamples(...alignRanks(counting, weight)));
}

function rescaled(mask: tf.Tensor): tf.Tensor {
  return tf.mul(mask, tf.divNoNan(mask.size, tf.sum(mask)));
}

/** Values and weights, of which the latter may have fewer axes: a sample's weight goes for all of its positions. */
export function alignSamples(values: tf.Tensor, weight: tf.Tensor): [values: tf.Tensor, weight: tf.Tensor] {
  const isPerSample = weight.rank > 0 && weight.rank < values.rank;
  if (!isPerSample) return [values, weight];
  return [values, tf.reshape(weight, [...weight.shape, ...Array(values.rank - weight.rank).fill(1)])];
}
