import * as tf from '@tensorflow/tfjs-core';

/** `x * tanh(softplus(x))`, by Misra (2019). */
export function mish(input: tf.Tensor): tf.Tensor {
  return tf.mul(input, tf.tanh(tf.softplus(input)));
}
