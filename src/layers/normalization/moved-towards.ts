import * as tf from '@tensorflow/tfjs-core';

/** A moving average after one more value, of which `momentum` stays. */
export function movedTowards(average: tf.Tensor, value: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum));
}
