import * as tf from '@tensorflow/tfjs-core';

/** Divides vectors along axes by their length, or by `epsilon` if they are shorter. */
export function unitLength(input: tf.Tensor, axes: number | readonly number[], epsilon: number): tf.Tensor {
  const squares = tf.sum(tf.square(input), typeof axes === 'number' ? axes : [...axes], true);
  // Bounded before the root, which has no gradient at 0.
  return tf.mul(input, tf.rsqrt(tf.maximum(squares, epsilon ** 2)));
}
