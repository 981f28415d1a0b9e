import * as tf from '@tensorflow/tfjs-core';

/** The exponential function. */
export function exponential(input: tf.Tensor): tf.Tensor {
  return tf.exp(input);
}
