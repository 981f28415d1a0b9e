import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import type { Cell } from './run-steps.js';

/** The step of a network whose output is its only state. */
export function simpleCell(recurrentKernel: tf.Tensor, activation: Activation): Cell {
  return (projected, recurrent) =>
    tf.tidy(() => [activation(tf.add(projected, tf.matMul(recurrent as tf.Tensor2D, recurrentKernel as tf.Tensor2D)))]);
}
