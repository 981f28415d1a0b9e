import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';
import { withGradient } from '../gradients/custom-gradient.js';

export interface SquareplusOptions {
  /** How smooth the bend at 0 is, 4 unless given. */
  readonly b?: number;
}

/** `(x + sqrt(x ** 2 + b)) / 2`, by Barron (2021). */
export function squareplus(input: tf.Tensor, { b = 4 }: SquareplusOptions = {}): tf.Tensor {
  positive('squareplus: b', b);
  return withGradient(input, (given) => {
    const root = tf.sqrt(tf.add(tf.square(given), b));
    // The same as the formula, but without its difference of large numbers far below 0.
    const value = tf.add(tf.relu(given), tf.div(b / 2, tf.add(root, tf.abs(given))));
    return {
      value,
      saved: [value, root],
      gradient: (upstream, [saved, length]) => tf.mul(upstream, tf.div(saved as tf.Tensor, length as tf.Tensor)),
    };
  });
}
