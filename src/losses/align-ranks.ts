import * as tf from '@tensorflow/tfjs-core';

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
