import * as tf from '@tensorflow/tfjs-core';

/** `1 / (1 + exp(-x))`. */
export function sigmoid(input: tf.Tensor): tf.Tensor {
  return tf.sigmoid(input);
}
