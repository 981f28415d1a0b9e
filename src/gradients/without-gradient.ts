import * as tf from '@tensorflow/tfjs-core';

/**
 * What `compute` returns, taken for a constant: no gradient flows to what it is computed from.
 *
 * Comparisons need this wherever they depend on a prediction, since TensorFlow.js has no gradients for them.
 */
export function withoutGradient(compute: () => tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((anchor) => ({
    value: compute(),
    gradFunc: () => tf.zerosLike(anchor as tf.Tensor),
  }));
  return operation(tf.scalar(0));
}
