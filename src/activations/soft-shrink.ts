import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';

export interface SoftShrinkOptions {
  /** 0.5 unless given. */
  readonly threshold?: number;
}

/** The input, nearer to 0 by `threshold`, and 0 where it is no farther from it than that. */
export function softShrink(input: tf.Tensor, { threshold = 0.5 }: SoftShrinkOptions = {}): tf.Tensor {
  nonNegative('softShrink: threshold', threshold);
  return tf.sub(tf.relu(tf.sub(input, threshold)), tf.relu(tf.sub(-threshold, input)));
}
