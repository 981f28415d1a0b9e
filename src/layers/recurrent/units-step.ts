import * as tf from '@tensorflow/tfjs-core';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';
import { runSteps } from './run-steps.js';

/**
 * Computes the states after one step, of which the first is the output, from what the inputs add to it and the states
 * before.
 *
 * @param recurrent the first state as it enters the step, dropout applied.
 */
export type UnitsStep = (
  projected: tf.Tensor,
  recurrent: tf.Tensor,
  states: readonly tf.Tensor[],
) => readonly [tf.Tensor, ...tf.Tensor[]];

/** Takes all steps of a cell with kernels, with operations that have gradients of their own. */
export function runUnitsSteps({ projected, ...recurrence }: ProjectedRecurrence, step: UnitsStep): Recurred {
  const { recurrentDropout } = recurrence;
  return runSteps({ ...recurrence, input: projected }, (added, states) => {
    const [state] = states as [tf.Tensor];
    const after = step(added, recurrentDropout === null ? state : tf.mul(state, recurrentDropout), states);
    return { output: after[0], states: after };
  });
}
