import * as tf from '@tensorflow/tfjs-core';

/** The tensor with `float32` elements; itself, if it has them. */
export function asFloat(tensor: tf.Tensor): tf.Tensor {
  return tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32');
}
