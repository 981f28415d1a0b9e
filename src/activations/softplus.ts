import * as tf from '@tensorflow/tfjs-core';

/** `log(exp(x) + 1)`. */
export function softplus(input: tf.Tensor): tf.Tensor {
  return tf.softplus(input);
}
