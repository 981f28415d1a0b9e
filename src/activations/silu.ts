import * as tf from '@tensorflow/tfjs-core';

/** `x * sigmoid(x)`, also called swish, by Ramachandran et al. (2017). */
export function silu(input: tf.Tensor): tf.Tensor {
  return tf.mul(input, tf.sigmoid(input));
}
