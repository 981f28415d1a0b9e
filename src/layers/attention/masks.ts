import * as tf from '@tensorflow/tfjs-core';

/** A mask with elements that are true or false, whatever numbers it was given in. */
export function booleans(mask: tf.Tensor): tf.Tensor {
  return mask.dtype === 'bool' ? mask : tf.notEqual(mask, tf.scalar(0, mask.dtype));
}

/** A mask for every place of a tensor, which has one more axis, the features; what lacks axes is the same along them. */
export function maskOfPlaces(mask: tf.Tensor, tensor: tf.Tensor): tf.Tensor {
  const places = tensor.shape.slice(0, -1);
  if (mask.rank === places.length) return booleans(mask);
  const open = tf.reshape(booleans(mask), [...mask.shape, ...places.slice(mask.rank).fill(1)]);
  return tf.broadcastTo(open, places as [number]);
}

/** What all masks let through; `null` where there is none. */
export function allOf(masks: readonly (tf.Tensor | null)[]): tf.Tensor | null {
  const given = masks.filter((mask) => mask !== null);
  return given.length === 0 ? null : given.reduce((left, right) => tf.logicalAnd(left, right));
}
