import * as tf from '@tensorflow/tfjs-core';

/** What dropout multiplies by: 0 for the share `rate` of the places, and for the others what makes up for them. */
export function dropoutMask(shape: readonly number[], rate: number, seed: number): tf.Tensor {
  const isKept = tf.greaterEqual(tf.randomUniform([...shape], 0, 1, 'float32', seed), rate);
  return tf.mul(tf.cast(isKept, 'float32'), 1 / (1 - rate));
}
