import * as tf from '@tensorflow/tfjs-core';
import { absolute } from '../gradients/absolute.js';

/** The sum of all absolute values. */
export function absoluteSum(input: tf.Tensor): tf.Scalar {
  return tf.sum(absolute(input));
}
