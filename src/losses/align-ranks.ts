import * as tf from '@tensorflow/tfjs-core';

/**
 * Two tensors, one of which has a last axis of 1 that the other lacks, brought to the same rank; any others as they are.
 *
 * `(batch)` beside `(batch, 1)` gains the axis; with more axes, the longer one loses it.
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

/** The tensor less its last axis, whose size is 1. */
export function withoutLastAxis(tensor: tf.Tensor): tf.Tensor {
  return tf.reshape(tensor, tensor.shape.slice(0, -1));
}
