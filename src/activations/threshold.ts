import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';

export interface ThresholdOptions {
  readonly threshold: number;
  /** What stands in place of values that are not above the threshold. */
  readonly defaultValue: number;
}

/** The input where it is above `threshold`, and `defaultValue` elsewhere. */
export function threshold(input: tf.Tensor, options: ThresholdOptions): tf.Tensor {
  finite('threshold: threshold', options.threshold);
  finite('threshold: defaultValue', options.defaultValue);
  const isReplaced = tf.greaterEqual(options.threshold, input);
  return tf.where(isReplaced, tf.fill(input.shape, options.defaultValue), input);
}
