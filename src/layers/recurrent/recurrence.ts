import type * as tf from '@tensorflow/tfjs-core';

/** What the steps of a recurrent layer are computed from, in the order in which they are taken. */
export interface Recurrence {
  /** What the inputs add at each step, bias included: (batch, steps, gates * units). */
  readonly projected: tf.Tensor;
  /** What the state is multiplied by at each step: (units, gates * units). */
  readonly recurrentKernel: tf.Tensor;
  /** The states before the first step, (batch, units) each; the first is also the output. */
  readonly states: readonly tf.Tensor[];
  /** Which steps count, (batch, steps) and bool; `null` where all do. At others the states stay as they are. */
  readonly mask: tf.Tensor | null;
  /** What the first state is multiplied by on its way into each step, (batch, units); `null` where there is no dropout. */
  readonly recurrentDropout: tf.Tensor | null;
  /** Whether the states after every step are asked for, or only those after the last. */
  readonly keepsSequence: boolean;
}

/** What a recurrent layer computes. */
export interface Recurred {
  /** The first state after each step, (batch, steps, units), where it is asked for. */
  readonly sequence: tf.Tensor | null;
  /** The states after the last step. */
  readonly states: readonly tf.Tensor[];
}
