import * as tf from '@tensorflow/tfjs-core';

/** `min(max(x, 0), 6)`. */
export function relu6(input: tf.Tensor): tf.Tensor {
  return tf.relu6(input);
}
