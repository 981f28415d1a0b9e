import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';

export interface SquareplusOptions {
  /** How smooth the bend at 0 is, 4 unless given. */
  readonly b?: number;
}

/** `(x + sqrt(x ** 2 + b)) / 2`, by Barron (2021). */
export function squareplus(input: tf.Tensor, { b = 4 }: SquareplusOptions = {}): tf.Tensor {
  positive('squareplus: b', b);
  // The same as the formula, but without its difference of large numbers far below 0.
  const length = tf.add(tf.sqrt(tf.add(tf.square(input), b)), tf.abs(input));
  return tf.add(tf.relu(input), tf.div(b / 2, length));
}
