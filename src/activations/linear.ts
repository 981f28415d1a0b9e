import type * as tf from '@tensorflow/tfjs-core';

/** The input as it is. */
export function linear(input: tf.Tensor): tf.Tensor {
  return input;
}
