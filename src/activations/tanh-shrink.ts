import * as tf from '@tensorflow/tfjs-core';

/** `x - tanh(x)`. */
export function tanhShrink(input: tf.Tensor): tf.Tensor {
  return tf.sub(input, tf.tanh(input));
}
