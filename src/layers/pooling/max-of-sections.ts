import * as tf from '@tensorflow/tfjs-core';

/**
 * The greatest number of (rows, windows, size, channels) in each window: (rows, windows, channels).
 *
 * Where several are the greatest, the gradient goes to the first, as in Keras; with `tf.max` it would go to all.
 */
export function maxOfSections(windows: tf.Tensor4D): tf.Tensor {
  const [rows, count, size, channels] = windows.shape;
  const columns: tf.Tensor4D = tf.reshape(windows, [rows, count * size, 1, channels]);
  return tf.reshape(tf.maxPool(columns, [size, 1], [size, 1], 'valid'), [rows, count, channels]);
}
