import * as tf from '@tensorflow/tfjs-core';

/** What a cell goes through, in the order in which the steps are taken. */
export interface Recurrence {
  /** What goes into each step: (batch, steps, ...). */
  readonly input: tf.Tensor;
  /** The states before the first step, (batch, ...) each. */
  readonly states: readonly tf.Tensor[];
  /** Which steps count, (batch, steps) and bool; `null` where all do. At others the states stay as they are. */
  readonly mask: tf.Tensor | null;
  /** Whether the output after every step is asked for, or only that after the last. */
  readonly keepsSequence: boolean;
}

/** What a cell with kernels goes through, once it is known what the inputs add at each step. */
export interface ProjectedRecurrence extends Omit<Recurrence, 'input'> {
  /** What the inputs add at each step, bias included: (batch, steps, gates * units). */
  readonly projected: tf.Tensor;
  /** What the first state is multiplied by at each step: (units, gates * units). It is also the output. */
  readonly recurrentKernel: tf.Tensor;
  /** What the first state is multiplied by on its way into each step, (batch, units); `null` where there is no dropout. */
  readonly recurrentDropout: tf.Tensor | null;
}

/** The result. */
export interface Recurred {
  /** The output after each step, (batch, steps, ...), where it is asked for. */
  readonly sequence: tf.Tensor | null;
  /** The output after the last step. */
  readonly output: tf.Tensor;
  /** The states after the last step. */
  readonly states: readonly tf.Tensor[];
}

/** For each step which samples count, spread over what a sample has: (steps, batch, ...sizes) and bool. */
export function stepMasks(mask: tf.Tensor, sizes: readonly number[]): tf.Tensor {
  const [batch, steps, ...masked] = mask.shape as [number, number, ...number[]];
  const unmasked = sizes.slice(masked.length);
  const inSteps = tf.transpose(
    mask,
    mask.shape.map((_, axis) => [1, 0][axis] ?? axis),
  );
  const spread = tf.reshape(inSteps, [steps, batch, ...masked, ...unmasked.map(() => 1)]);
  return tf.tile(spread, [1, 1, ...masked.map(() => 1), ...unmasked]);
}

/** The output of a step. */
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
