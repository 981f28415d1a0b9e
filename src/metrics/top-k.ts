import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import { oneHot } from '../losses/one-hot.js';

export interface TopKOptions {
  /** Among how many of the most probable classes the right one may be; 5 unless given. */
  readonly k?: number;
}

/** Whether fewer than `k` classes are more probable than the one with the index. */
export function isInTopK(indices: tf.Tensor, prediction: tf.Tensor, k: number): tf.Tensor {
  const isClass = oneHot(indices, prediction.shape.at(-1) as number);
  const probability = tf.sum(tf.mul(prediction, isClass), -1, true);
  return tf.less(tf.sum(tf.cast(tf.greater(prediction, probability), 'int32'), -1), k);
}

/** @throws ArgumentError if the options' `k` is no number of classes. */
export function checkTopK(owner: string, { k }: Required<TopKOptions>): void {
  if (Number.isInteger(k) && k >= 1) return;
  throw new ArgumentError(`${owner}: k expects an integer from 1 (received ${k})`);
}
