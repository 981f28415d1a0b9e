import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import type { UnitsStep } from './units-step.js';

/** The step of a network whose output is its only state. */
export function simpleStep(recurrentKernel: tf.Tensor, activation: Activation): UnitsStep {
  return (projected, recurrent) => [activation(tf.add(projected, tf.matMul(recurrent, recurrentKernel)))];
}
