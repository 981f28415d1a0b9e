import * as tf from '@tensorflow/tfjs-core';
import type { ProjectedRecurrence } from './recurrence.js';
import { stepMasks } from './step-masks.js';

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
