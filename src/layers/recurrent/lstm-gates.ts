import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';

/** What the gates of an LSTM and its candidate go through. */
interface GateActivations {
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
}

/**
 * The hidden state and the carry after a step of an LSTM, from the carry before and the sums that its gates get, side by side
 * on an axis in Keras' order: input, forget, candidate, output.
 */
export function lstmGates(
  sums: tf.Tensor,
  axis: number,
  carry: tf.Tensor,
  { activation, recurrentActivation }: GateActivations,
): readonly [hidden: tf.Tensor, carry: tf.Tensor] {
  const [input, forget, candidate, output] = tf.split(sums, 4, axis) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const kept = tf.mul(recurrentActivation(forget), carry);
  const updated = tf.add(kept, tf.mul(recurrentActivation(input), activation(candidate)));
  return [tf.mul(recurrentActivation(output), activation(updated)), updated];
}
