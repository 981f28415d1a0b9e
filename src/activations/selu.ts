import * as tf from '@tensorflow/tfjs-core';

/** The two numbers that keep mean and variance the same from layer to layer. */
const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** `scale * x` where it is positive, and `scale * alpha * (exp(x) - 1)` elsewhere, by Klambauer et al. (2017). */
export function selu(input: tf.Tensor): tf.Tensor {
  // At 0 the slope is `scale`, as in Keras; that of `tf.selu` is `scale * alpha`.
  const unscaled = tf.elu(input);
  return tf.where(tf.greaterEqual(input, 0), tf.mul(unscaled, scale), tf.mul(unscaled, scale * alpha));
}
