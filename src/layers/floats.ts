import * as tf from '@tensorflow/tfjs-core';

/** The same numbers as floats, for layers that give floats of whatever they take. */
export function floats(input: tf.Tensor): tf.Tensor {
  return input.dtype === 'float32' ? input : tf.cast(input, 'float32');
}
