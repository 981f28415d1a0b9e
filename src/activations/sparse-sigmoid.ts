import * as tf from '@tensorflow/tfjs-core';

/** 0 up to -1, 1 from 1 on, and a straight line between the two. */
export function sparseSigmoid(input: tf.Tensor): tf.Tensor {
  // Not `clipByValue`, whose slope at the bounds is not 0.
  const fromBelow = tf.where(tf.greaterEqual(-1, input), tf.fill(input.shape, -1), input);
  const bounded = tf.where(tf.greaterEqual(input, 1), tf.onesLike(input), fromBelow);
  return tf.div(tf.add(bounded, 1), 2);
}
