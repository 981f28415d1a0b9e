import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';

export interface CeluOptions {
  /** What values tend to far below 0, with the sign changed; 1 unless given. */
  readonly alpha?: number;
}

/** `max(x, 0) + alpha * (exp(min(x, 0) / alpha) - 1)`, by Barron (2017). */
export function celu(input: tf.Tensor, { alpha = 1 }: CeluOptions = {}): tf.Tensor {
  positive('celu: alpha', alpha);
  // `maximum`, not `relu`: at 0 both parts have a slope, which makes two, as in Keras on TensorFlow.
  const below = tf.mul(tf.expm1(tf.div(tf.minimum(input, 0), alpha)), alpha);
  return tf.add(tf.maximum(input, 0), below);
}
