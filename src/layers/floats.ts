import * as tf from '@tensorflow/tfjs-core';

/** Casts to float32, for layers whose output is float32 for any input. */
export function floats(input: tf.Tensor): tf.Tensor {
  return input.dtype === 'float32' ? input : tf.cast(input, 'float32');
}
