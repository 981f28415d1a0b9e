import * as tf from '@tensorflow/tfjs-core';

/** The sum of all absolute values, whose gradient at 0 is 0. (That of `tf.abs` is -1.) */
export function absoluteSum(input: tf.Tensor): tf.Scalar {
  return tf.sum(tf.mul(input, tf.sign(input)));
}
