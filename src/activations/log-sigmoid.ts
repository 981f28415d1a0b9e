import * as tf from '@tensorflow/tfjs-core';

/** The logarithm of the sigmoid. */
export function logSigmoid(input: tf.Tensor): tf.Tensor {
  // The gradient of `tf.logSigmoid` uses its input after it may have been disposed.
  return tf.neg(tf.softplus(tf.neg(input)));
}
