import * as tf from '@tensorflow/tfjs-core';

/** The absolute values, whose gradient at 0 is 0. (That of `tf.abs` is -1.) */
export function absolute(input: tf.Tensor): tf.Tensor {
  return tf.mul(input, tf.sign(input));
}
