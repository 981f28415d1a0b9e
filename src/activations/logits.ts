import type * as tf from '@tensorflow/tfjs-core';
import { sigmoid } from './sigmoids.js';
import { softmax } from './softmax.js';

/** The activations from whose input losses compute more exactly than from their output. */
export type LogitsActivation = 'softmax' | 'sigmoid';

/** Which of these activations a function is, if it is one. */
export function logitsActivation(activation: (input: tf.Tensor) => tf.Tensor): LogitsActivation | null {
  if (activation === softmax) return 'softmax';
  return activation === sigmoid ? 'sigmoid' : null;
}
