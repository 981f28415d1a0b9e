import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';

export interface EluOptions {
  /** What values tend to far below 0, with the sign changed; 1 unless given. */
  readonly alpha?: number;
}

/** The input where it is positive, and `alpha * (exp(x) - 1)` elsewhere, by Clevert et al. (2016). */
export function elu(input: tf.Tensor, { alpha = 1 }: EluOptions = {}): tf.Tensor {
  finite('elu: alpha', alpha);
  const unscaled = tf.elu(input);
  return alpha === 1 ? unscaled : tf.where(tf.greaterEqual(0, input), tf.mul(unscaled, alpha), unscaled);
}
