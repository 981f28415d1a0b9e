import * as tf from '@tensorflow/tfjs-core';

/** The hyperbolic tangent. */
export function tanh(input: tf.Tensor): tf.Tensor {
  return tf.tanh(input);
}
