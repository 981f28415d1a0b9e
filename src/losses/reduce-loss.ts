import * as tf from '@tensorflow/tfjs-core';
import { alignRanks } from './align-ranks.js';
import { alignSamples, applyMask } from './apply-mask.js';
import type { Reduction } from './loss.js';

/**
 * Makes one number of losses, as the reduction says.
 *
 * @param sampleWeight a weight for each loss, or for each sample.
 * @param mask 0 where a loss does not count, of the losses' shape.
 */
export function reduceLoss(
  losses: tf.Tensor,
  reduction: Reduction,
  sampleWeight?: tf.Tensor,
  mask?: tf.Tensor,
): tf.Tensor {
  const weight = applyMask(sampleWeight, mask, reduction);
  if (!weight) return reduce(losses, reduction);
  const [values, aligned] = alignSamples(...alignRanks(losses, weight));
  return reduce(tf.mul(values, aligned), reduction, aligned);
}

function reduce(values: tf.Tensor, reduction: Reduction, weight?: tf.Tensor): tf.Tensor {
  if (reduction === 'none' || values.rank === 0) return values;
  if (reduction === 'sum' || values.size === 0) return tf.sum(values);
  // The quotient of the sums would have no gradient: tf.divNoNan compares with what it divides.
  if (reduction === 'meanWithSampleWeight' && weight) return tf.mul(tf.sum(values), tf.divNoNan(1, tf.sum(weight)));
  return tf.mean(values);
}
