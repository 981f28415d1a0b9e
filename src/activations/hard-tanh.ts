import * as tf from '@tensorflow/tfjs-core';

/** The input, but no less than -1 and no more than 1. */
export function hardTanh(input: tf.Tensor): tf.Tensor {
  return tf.clipByValue(input, -1, 1);
}
