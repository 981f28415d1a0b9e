import * as tf from '@tensorflow/tfjs-core';

/** The mean square of the differences from the mean along axes. */
export function varianceAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  return tf.mean(tf.square(tf.sub(x, tf.mean(x, axes, true))), axes);
}
