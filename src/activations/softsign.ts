import * as tf from '@tensorflow/tfjs-core';

/** `x / (abs(x) + 1)`. */
export function softsign(input: tf.Tensor): tf.Tensor {
  return tf.div(input, tf.add(tf.abs(input), 1));
}
