import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import { type ProjectedRecurrence, stepMasks } from './recurrence.js';
import type { UnitsStep } from './units-cell.js';

/** What the step of a GRU is computed with. */
export interface GruParts {
  /** (units, 3 * units); the gates are in Keras' order: update, reset, candidate. */
  readonly recurrentKernel: tf.Tensor;
  /** What is added to the state's part, (3 * units): only where the reset gate comes after the product. */
  readonly recurrentBias: tf.Tensor | null;
  /** Whether the reset gate is applied to the state's part of the candidate, or to the state before the product. */
  readonly resetAfter: boolean;
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
}

/** The step of a GRU with any activations. */
export function gruStep(parts: GruParts): UnitsStep {
  const { resetAfter, activation, recurrentActivation } = parts;
  const gate = resetAfter ? resetAfterProduct(parts) : resetBeforeProduct(parts);
  return (projected, recurrent, [before]) => {
    const units = recurrent.shape[1] as number;
    const [added, addedCandidate] = tf.split(projected, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
    const { gates, candidatePart } = gate(recurrent, added, recurrentActivation);
    const [update] = tf.split(gates, 2, 1) as [tf.Tensor];
    const candidate = activation(tf.add(addedCandidate, candidatePart));
    return [tf.add(tf.mul(update, before as tf.Tensor), tf.mul(tf.sub(1, update), candidate))];
  };
}

/** The gates, update and reset, and what the state adds to the candidate. */
interface GruGates {
  readonly gates: tf.Tensor;
  readonly candidatePart: tf.Tensor;
}

type Gate = (recurrent: tf.Tensor, added: tf.Tensor, recurrentActivation: Activation) => GruGates;

function resetAfterProduct({ recurrentKernel, recurrentBias }: GruParts): Gate {
  return (recurrent, added, recurrentActivation) => {
    const units = recurrent.shape[1] as number;
    const product = tf.matMul(recurrent, recurrentKernel);
    const inner = recurrentBias === null ? product : tf.add(product, recurrentBias);
    const [ofGates, ofCandidate] = tf.split(inner, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
    const gates = recurrentActivation(tf.add(added, ofGates));
    return { gates, candidatePart: tf.mul(resetGate(gates), ofCandidate) };
  };
}

function resetBeforeProduct({ recurrentKernel }: GruParts): Gate {
  const units = recurrentKernel.shape[0] as number;
  const [ofGates, ofCandidate] = tf.split(recurrentKernel, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
  return (recurrent, added, recurrentActivation) => {
    const gates = recurrentActivation(tf.add(added, tf.matMul(recurrent, ofGates)));
    const reset = tf.mul(resetGate(gates), recurrent);
    return { gates, candidatePart: tf.matMul(reset, ofCandidate) };
  };
}

function resetGate(gates: tf.Tensor): tf.Tensor {
  const units = (gates.shape[1] as number) / 2;
  return tf.slice(gates, [0, units], [-1, units]);
}

/** What a step computes; a type and not an interface, for only those are what `tf.tidy` may return. */
export type GruStep = {
  /** The first state as it enters the step, dropout applied. */
  readonly recurrent: tf.Tensor;
  readonly before: tf.Tensor;
  /** The update and the reset gate. */
  readonly gates: tf.Tensor;
  /** What the state adds to the candidate, before the reset gate. */
  readonly candidatePart: tf.Tensor;
  readonly candidate: tf.Tensor;
  readonly hidden: tf.Tensor;
};

/** Takes all steps. */
export function gruSteps(recurrence: ProjectedRecurrence, recurrentBias: tf.Tensor | null): readonly GruStep[] {
  const { projected, mask } = recurrence;
  let hidden = recurrence.states[0] as tf.Tensor;
  const counting = mask === null ? [] : tf.unstack(stepMasks(mask, hidden.shape.slice(1)));
  return tf.unstack(projected, 1).map((added, index) => {
    const step = tf.tidy(() => tracedStep(added, hidden, recurrence, recurrentBias, counting[index]));
    hidden = step.hidden;
    return step;
  });
}

function tracedStep(
  added: tf.Tensor,
  before: tf.Tensor,
  { recurrentKernel, recurrentDropout }: ProjectedRecurrence,
  recurrentBias: tf.Tensor | null,
  counts: tf.Tensor | undefined,
): GruStep {
  const units = before.shape[1] as number;
  const recurrent = recurrentDropout === null ? before : tf.mul(before, recurrentDropout);
  const product = tf.matMul(recurrent as tf.Tensor2D, recurrentKernel as tf.Tensor2D);
  const inner = recurrentBias === null ? product : tf.add(product, recurrentBias);
  const [addedToGates, addedToCandidate] = tf.split(added, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
  const [gatesPart, candidatePart] = tf.split(inner, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
  const gates = tf.sigmoid(tf.add(addedToGates, gatesPart));
  const [update, reset] = tf.split(gates, 2, 1) as [tf.Tensor, tf.Tensor];
  const candidate = tf.tanh(tf.add(addedToCandidate, tf.mul(reset, candidatePart)));
  const updated = tf.add(tf.mul(update, before), tf.mul(tf.sub(1, update), candidate));
  const hidden = counts === undefined ? updated : tf.where(counts, updated, before);
  return { recurrent, before, gates, candidatePart, candidate, hidden };
}
