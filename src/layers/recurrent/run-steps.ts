import * as tf from '@tensorflow/tfjs-core';
import type { Recurred, Recurrence } from './recurrence.js';
import { stepMasks } from './step-masks.js';

/** What comes out of a step. */
export interface StepOutcome {
  readonly output: tf.Tensor;
  /** The states after it. */
  readonly states: readonly tf.Tensor[];
}

/** Computes the output of one step and the states after it, from what goes in and the states before. */
export type Step = (input: tf.Tensor, states: readonly tf.Tensor[]) => StepOutcome;

/** Takes all steps, with operations that have gradients of their own. */
export function runSteps({ input, states, mask, keepsSequence }: Recurrence, step: Step): Recurred {
  const counting = mask === null ? null : countingSteps(mask);
  const outputs: tf.Tensor[] = [];
  let current = states;
  let shown: tf.Tensor | undefined;
  for (const [index, given] of tf.unstack(input, 1).entries()) {
    const before = current;
    const [output, ...after] = tf.tidy(() => inOneList(step(given, before))) as [tf.Tensor, ...tf.Tensor[]];
    const kept = (after: tf.Tensor, before: tf.Tensor): tf.Tensor =>
      counting === null ? after : tf.where(counting(index, after.shape), after, before);
    current = after.map((state, place) => kept(state, before[place] as tf.Tensor));
    // Where a step does not count, the output is that of the step before, and zero at first.
    shown = output === after[0] ? (current[0] as tf.Tensor) : kept(output, shown ?? tf.zerosLike(output));
    if (keepsSequence) outputs.push(shown);
  }
  return { sequence: keepsSequence ? tf.stack(outputs, 1) : null, output: shown as tf.Tensor, states: current };
}

function inOneList({ output, states }: StepOutcome): tf.Tensor[] {
  return [output, ...states];
}

/** For a step, which parts of a tensor of some shape count. */
function countingSteps(mask: tf.Tensor): (index: number, shape: readonly number[]) => tf.Tensor {
  const masks = new Map<string, readonly tf.Tensor[]>();
  return (index, shape) => {
    const sizes = shape.slice(1);
    const key = sizes.join();
    const spread = masks.get(key) ?? tf.unstack(stepMasks(mask, sizes));
    masks.set(key, spread);
    return spread[index] as tf.Tensor;
  };
}
