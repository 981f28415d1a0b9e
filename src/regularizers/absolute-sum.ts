import * as tf from '@tensorflow/tfjs-core';

/** The sum of all absolute values. */
export function absoluteSum(input: tf.Tensor): tf.Scalar {
  return tf.sum(tf.abs(input));
}
