import * as tf from '@tensorflow/tfjs-core';

/** Labels of 0 and 1 as -1 and 1; any others as they are. */
export function plusMinusOne(labels: tf.Tensor): tf.Tensor {
  const isBinary = tf.all(tf.logicalOr(tf.equal(labels, 0), tf.equal(labels, 1)));
  return tf.add(labels, tf.mul(tf.cast(isBinary, 'float32'), tf.sub(labels, 1)));
}
