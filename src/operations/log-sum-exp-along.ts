import * as tf from '@tensorflow/tfjs-core';
import { withoutGradient } from '../gradients/without-gradient.js';

/** The logarithm of the sum of exponentials along axes, without the overflow; where all are -Infinity, so is it. */
export function logSumExpAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  const greatest = withoutGradient(() => {
    const found = tf.max(x, axes, true);
    return tf.where(tf.isFinite(found), found, tf.zerosLike(found));
  });
  return tf.add(tf.log(tf.sum(tf.exp(tf.sub(x, greatest)), axes, true)), greatest);
}
