import type * as tf from '@tensorflow/tfjs-core';

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

/** What comes of it. */
export interface Recurred {
  /** The output after each step, (batch, steps, ...), where it is asked for. */
  readonly sequence: tf.Tensor | null;
  /** The output after the last step. */
  readonly output: tf.Tensor;
  /** The states after the last step. */
  readonly states: readonly tf.Tensor[];
}
