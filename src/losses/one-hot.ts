import * as tf from '@tensorflow/tfjs-core';

/** Rows of zeros, with a one at the index; all zeros for an index that is none of a class. */
export function oneHot(indices: tf.Tensor, classes: number): tf.Tensor {
  // The WebAssembly kernel writes integers whatever element type it is asked for.
  return tf.cast(tf.oneHot(indices as tf.Tensor1D, classes, 1, 0, 'int32'), 'float32');
}
