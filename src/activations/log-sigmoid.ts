import * as tf from '@tensorflow/tfjs-core';

/** The logarithm of the sigmoid. */
export function logSigmoid(input: tf.Tensor): tf.Tensor {
  return tf.logSigmoid(input);
}
