import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/broadcast-to.js';

/** The product of matrices, which are the last two axes; those before them meet as in NumPy. */
export function multiplyMatrices(left: tf.Tensor, right: tf.Tensor): tf.Tensor {
  const shape = [...left.shape.slice(0, -1), right.shape.at(-1) as number];
  // One large product is faster than many small ones.
  if (right.rank === 2) return tf.reshape(tf.matMul(tf.reshape(left, [-1, right.shape[0] as number]), right), shape);
  // TensorFlow.js repeats one batch, but not parts of two.
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const repeated = (matrices: tf.Tensor) => broadcastTo(matrices, [...batch, ...matrices.shape.slice(-2)]);
  return tf.matMul(repeated(left), repeated(right));
}
