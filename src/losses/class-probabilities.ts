import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from './epsilon.js';

/** Predictions made to sum to 1 along `axis`, and held away from 0 and 1. */
export function classProbabilities(prediction: tf.Tensor, axis: number): tf.Tensor {
  return tf.clipByValue(tf.div(prediction, tf.sum(prediction, axis, true)), epsilon, 1 - epsilon);
}
