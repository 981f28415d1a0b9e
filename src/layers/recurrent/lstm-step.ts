import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import { lstmGates } from './lstm-gates.js';
import type { UnitsStep } from './units-step.js';

/** The step of an LSTM with any activations. */
export function lstmStep(
  recurrentKernel: tf.Tensor,
  activation: Activation,
  recurrentActivation: Activation,
): UnitsStep {
  return (projected, recurrent, [, carry]) => {
    const sums = tf.add(projected, tf.matMul(recurrent, recurrentKernel));
    return lstmGates(sums, 1, carry as tf.Tensor, { activation, recurrentActivation });
  };
}
