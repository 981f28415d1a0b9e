import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { oneOf } from '../arguments/names.js';
import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { Reduction } from './loss.js';

/**
 * Reduces losses to one number, by the reduction.
 *
 * @param losses The losses, unreduced.
 * @param reduction How they are reduced to a number.
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

/**
 * Two tensors brought to the same rank, if one of them has a last axis of size 1 that the other does not have; any others
 * as they are.
 *
 * `(batch)` gains the axis of `(batch, 1)`; with more axes, the longer one loses it.
 */
export function alignRanks(left: tf.Tensor, right: tf.Tensor): [left: tf.Tensor, right: tf.Tensor] {
  if (hasOneMoreAxis(left, right)) {
    return right.rank === 1 ? [left, tf.expandDims(right, -1)] : [withoutLastAxis(left), right];
  }
  if (hasOneMoreAxis(right, left)) {
    return left.rank === 1 ? [tf.expandDims(left, -1), right] : [left, withoutLastAxis(right)];
  }
  return [left, right];
}

function hasOneMoreAxis(longer: tf.Tensor, shorter: tf.Tensor): boolean {
  return longer.rank === shorter.rank + 1 && longer.shape.at(-1) === 1;
}

/** The tensor without its last axis, whose size is 1. */
export function withoutLastAxis(tensor: tf.Tensor): tf.Tensor {
  return tf.reshape(tensor, tensor.shape.slice(0, -1));
}

/** Values and weights, which may have fewer axes: the weight of a sample is the weight of all of its positions. */
export function alignSamples(values: tf.Tensor, weight: tf.Tensor): [values: tf.Tensor, weight: tf.Tensor] {
  const isPerSample = weight.rank > 0 && weight.rank < values.rank;
  if (!isPerSample) return [values, weight];
  return [values, tf.reshape(weight, [...weight.shape, ...Array(values.rank - weight.rank).fill(1)])];
}

/** The tensor with `float32` elements; the same tensor, if it has them. */
export function asFloat(tensor: tf.Tensor): tf.Tensor {
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}

/** Class indices as `int32`, without a last axis of size 1 that class indices of predictions do not have. */
export function classIndices(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const isColumn = target.rank === prediction.rank && target.shape.at(-1) === 1;
  return asIndices(isColumn ? withoutLastAxis(target) : target);
}

/** The tensor with `int32` elements; the same tensor, if it has them. */
export function asIndices(tensor: tf.Tensor): tf.Tensor {
  return tensor.dtype === 'int32' ? tensor : tf.cast(tensor, 'int32');
}

/** Rows of zeros with a one at the index; all zeros for an index that is not that of a class. */
export function oneHot(indices: tf.Tensor, classes: number): tf.Tensor {
  // TensorFlow.js only has rows of 2 and more.
  if (classes === 1) return asFloat(tf.expandDims(tf.equal(indices, 0), -1));
  // The WebAssembly kernel writes integers whatever element type it is asked for.
  return tf.cast(tf.oneHot(indices as tf.Tensor1D, classes, 1, 0, 'int32'), 'float32');
}
