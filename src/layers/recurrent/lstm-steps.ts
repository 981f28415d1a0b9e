import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import { type ProjectedRecurrence, stepMasks } from './recurrence.js';
import type { UnitsStep } from './units-cell.js';

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

/**
 * What the gradient of an LSTM is computed from; all but the last three are (steps, batch, ...). A type, so that it may be
 * saved by name.
 */
export type LstmTrace = {
  /** The sigmoid of what each gate gets: of the candidate's too, which is of no use. */
  readonly gates: tf.Tensor;
  readonly candidate: tf.Tensor;
  /** The carry before each step. */
  readonly carry: tf.Tensor;
  /** The hyperbolic tangent of the carry after each step. */
  readonly activated: tf.Tensor;
  /** The hidden state as it enters each step, dropout applied: (batch, steps, units). */
  readonly recurrent: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  /** For each step which samples count. */
  readonly masks?: tf.Tensor;
  readonly recurrentDropout?: tf.Tensor;
};

/** A type and not an interface, for only those are what `tf.tidy` may return. */
type LstmStep = {
  readonly gates: tf.Tensor;
  readonly candidate: tf.Tensor;
  readonly activated: tf.Tensor;
  readonly recurrent: tf.Tensor;
  readonly carryBefore: tf.Tensor;
  readonly hidden: tf.Tensor;
  readonly carry: tf.Tensor;
};

/** The part of a tensor (batch, 4 * units) that belongs to one gate: 0 input, 1 forget, 2 candidate, 3 output. */
function gate(tensor: tf.Tensor, index: number): tf.Tensor {
  const units = (tensor.shape[1] as number) / 4;
  return tf.slice(tensor, [0, index * units], [-1, units]);
}

/** Takes all steps, and keeps of them what their gradients need. */
export function lstmSteps(recurrence: ProjectedRecurrence): {
  readonly steps: readonly LstmStep[];
  readonly trace: LstmTrace;
} {
  const { projected, recurrentKernel, recurrentDropout, mask } = recurrence;
  let [hidden, carry] = recurrence.states as readonly [tf.Tensor, tf.Tensor];
  const masks = mask === null ? null : stepMasks(mask, hidden.shape.slice(1));
  const counting = masks === null ? [] : tf.unstack(masks);
  const steps = tf.unstack(projected, 1).map((added, index) => {
    const step = tf.tidy(() => tracedStep(added, hidden, carry, recurrence, counting[index]));
    ({ hidden, carry } = step);
    return step;
  });
  const trace = {
    gates: tf.stack(steps.map(({ gates }) => gates)),
    candidate: tf.stack(steps.map(({ candidate }) => candidate)),
    carry: tf.stack(steps.map(({ carryBefore }) => carryBefore)),
    activated: tf.stack(steps.map(({ activated }) => activated)),
    recurrent: tf.stack(
      steps.map(({ recurrent }) => recurrent),
      1,
    ),
    recurrentKernel,
    ...(masks === null ? {} : { masks }),
    ...(recurrentDropout === null ? {} : { recurrentDropout }),
  };
  return { steps, trace };
}

function tracedStep(
  projected: tf.Tensor,
  hiddenBefore: tf.Tensor,
  carryBefore: tf.Tensor,
  { recurrentKernel, recurrentDropout }: ProjectedRecurrence,
  counts: tf.Tensor | undefined,
): LstmStep {
  const recurrent = recurrentDropout === null ? hiddenBefore : tf.mul(hiddenBefore, recurrentDropout);
  const added = tf.add(projected, tf.matMul(recurrent, recurrentKernel));
  const gates = tf.sigmoid(added);
  const candidate = tf.tanh(gate(added, 2));
  const updated = tf.add(tf.mul(gate(gates, 1), carryBefore), tf.mul(gate(gates, 0), candidate));
  const activated = tf.tanh(updated);
  const output = tf.mul(gate(gates, 3), activated);
  return {
    gates,
    candidate,
    activated,
    recurrent,
    carryBefore,
    hidden: counts === undefined ? output : tf.where(counts, output, hiddenBefore),
    carry: counts === undefined ? updated : tf.where(counts, updated, carryBefore),
  };
}
