import * as tf from '@tensorflow/tfjs-core';
import type { Recurred, Recurrence } from './recurrence.js';
import { stepMasks } from './step-masks.js';

/**
 * Computes the states after one step from what the inputs add to it and the states before.
 *
 * @param recurrent the first state as it enters the step, dropout applied.
 */
export type Cell = (projected: tf.Tensor, recurrent: tf.Tensor, states: readonly tf.Tensor[]) => readonly tf.Tensor[];

/** Runs any cell over a sequence, with operations that have gradients of their own. */
export function runSteps(
  { projected, states, mask, recurrentDropout, keepsSequence }: Recurrence,
  cell: Cell,
): Recurred {
  const masks = mask === null ? null : tf.unstack(stepMasks(mask, states[0]?.shape[1] as number));
  const outputs: tf.Tensor[] = [];
  let current = states;
  for (const [step, added] of tf.unstack(projected, 1).entries()) {
    const [state] = current as [tf.Tensor];
    const next = cell(added, recurrentDropout === null ? state : tf.mul(state, recurrentDropout), current);
    const counts = masks?.[step];
    current =
      counts === undefined ? next : next.map((after, index) => tf.where(counts, after, current[index] as tf.Tensor));
    outputs.push(current[0] as tf.Tensor);
  }
  return { sequence: keepsSequence ? tf.stack(outputs, 1) : null, states: current };
}
