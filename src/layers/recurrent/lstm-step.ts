import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import type { UnitsStep } from './units-step.js';

/** The step of an LSTM with any activations; the gates are in Keras' order: input, forget, candidate, output. */
export function lstmStep(
  recurrentKernel: tf.Tensor,
  activation: Activation,
  recurrentActivation: Activation,
): UnitsStep {
  return (projected, recurrent, [, carry]) => {
    const added = tf.add(projected, tf.matMul(recurrent, recurrentKernel));
    const [input, forget, candidate, output] = tf.split(added, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const kept = tf.mul(recurrentActivation(forget), carry as tf.Tensor);
    const updated = tf.add(kept, tf.mul(recurrentActivation(input), activation(candidate)));
    return [tf.mul(recurrentActivation(output), activation(updated)), updated];
  };
}
