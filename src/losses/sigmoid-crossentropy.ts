import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/with-gradient.js';

/**
 * The crossentropies of target probabilities and the sigmoid of `logits`, element by element, without loss of digits
 * where the sigmoid is near 0 or 1. No gradient flows to the target.
 */
export function sigmoidCrossentropy(target: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return withGradient(logits, (input) => {
    const tail = tf.softplus(tf.neg(tf.abs(input)));
    return {
      value: tf.add(tf.sub(tf.relu(input), tf.mul(input, target)), tail),
      saved: [input, target],
      gradient: (upstream, [input, target]) =>
        tf.mul(upstream, tf.sub(tf.sigmoid(input as tf.Tensor), target as tf.Tensor)),
    };
  });
}
