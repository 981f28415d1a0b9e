import * as tf from '@tensorflow/tfjs-core';

export interface GeluOptions {
  /** Whether to use a hyperbolic tangent in place of the error function; `false` unless given. */
  readonly approximate?: boolean;
}

/** `x * P(X <= x)` for a normally distributed `X`, by Hendrycks and Gimpel (2016). */
export function gelu(input: tf.Tensor, { approximate = false }: GeluOptions = {}): tf.Tensor {
  const twice = approximate ? tf.tanh(tangentInput(input)) : tf.erf(tf.mul(input, Math.SQRT1_2));
  return tf.mul(tf.mul(input, 0.5), tf.add(twice, 1));
}

function tangentInput(input: tf.Tensor): tf.Tensor {
  // Beyond 10 the tangent is 1 in any case, and the cube would overflow.
  const bounded = tf.clipByValue(input, -10, 10);
  const cube = tf.mul(tf.mul(bounded, bounded), bounded);
  return tf.mul(tf.add(bounded, tf.mul(cube, 0.044715)), Math.sqrt(2 / Math.PI));
}
