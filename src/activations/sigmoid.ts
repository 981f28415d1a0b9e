import * as tf from '@tensorflow/tfjs-core';
import { rememberLogits } from './logits.js';

/** `1 / (1 + exp(-x))`. */
export function sigmoid(input: tf.Tensor): tf.Tensor {
  return rememberLogits(tf.sigmoid(input), { logits: input, activation: 'sigmoid' });
}
