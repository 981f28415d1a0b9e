import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { oneOf } from '../arguments/names.js';
import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import { alignRanks, alignSamples, asFloat } from './align-ranks.js';
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
  requireTensors('reduceLoss', { losses, ...(sampleWeight && { sampleWeight }), ...(mask && { mask }) });
  oneOf('reduceLoss: reduction', reduction, reductions);
  return tf.tidy(() => {
    const weight = applyMask(sampleWeight, mask, reduction);
    if (!weight) return reduce(losses, reduction);
    const [values, aligned] = alignSamples(...alignRanks(losses, weight));
    checkFits(values, aligned);
    return reduce(tf.mul(values, aligned), reduction, aligned);
  });
}

const reductions: readonly Reduction[] = ['sumOverBatchSize', 'sum', 'mean', 'meanWithSampleWeight', 'none'];

/** @throws DataError if losses and weights do not broadcast to one shape. */
function checkFits({ shape }: tf.Tensor, weight: tf.Tensor): void {
  const sizes = [...shape].reverse();
  const isRight = [...weight.shape].reverse().every((size, axis) => [1, size].includes(sizes[axis] ?? 1) || size === 1);
  if (isRight) return;
  throw new DataError(`reduceLoss expects weights for losses of shape ${show(shape)} (received ${show(weight.shape)})`);
}

function reduce(values: tf.Tensor, reduction: Reduction, weight?: tf.Tensor): tf.Tensor {
  if (reduction === 'none' || values.rank === 0) return values;
  if (reduction === 'sum' || values.size === 0) return tf.sum(values);
  // The quotient of the sums would have no gradient: tf.divNoNan compares with what it divides.
  if (reduction === 'meanWithSampleWeight' && weight) return tf.mul(tf.sum(values), tf.divNoNan(1, tf.sum(weight)));
  return tf.mean(values);
}

/**
 * Sample weights that are 0 wherever the mask is.
 *
 * For the reductions that divide by the number of losses, the other weights are increased, so that in effect the divisor is
 * the number of losses that count.
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
