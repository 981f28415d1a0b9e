import * as tf from '@tensorflow/tfjs-core';
import { oneHot } from '../losses/one-hot.js';

/** Lower than any threshold. */
export const belowAnyThreshold = -1e10;

/** Predictions of which only the `k` highest on the last axis stay above any threshold. */
export function keepTopK(prediction: tf.Tensor, k: number): tf.Tensor {
  const classes = prediction.shape.at(-1) as number;
  const { indices } = tf.topk(prediction, k);
  const isKept = tf.sum(oneHot(indices, classes), -2);
  return tf.add(tf.mul(prediction, isKept), tf.mul(tf.sub(1, isKept), belowAnyThreshold));
}
