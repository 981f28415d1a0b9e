import * as tf from '@tensorflow/tfjs-core';
import type { Range } from '../../arguments/factor.js';

/**
 * Adds to pixels, and then inverts those that are not darker than a threshold.
 *
 * @param additions for each image, where the range is from 0 to 255.
 * @param thresholds for each image, where the range is from 0 to 255.
 */
export function solarize(
  images: tf.Tensor,
  additions: tf.Tensor,
  thresholds: tf.Tensor,
  [darkest, brightest]: Range,
): tf.Tensor {
  const scale = 255 / (brightest - darkest);
  const bytes = tf.clipByValue(tf.add(tf.mul(tf.sub(images, darkest), scale), additions), 0, 255);
  const solarized = tf.where(tf.less(bytes, thresholds), bytes, tf.sub(255, bytes));
  return tf.add(tf.div(solarized, scale), darkest);
}
