import * as tf from '@tensorflow/tfjs-core';

/** What a stateful layer keeps from one batch to the next. It owns its tensors. */
export class StateMemory {
  #states: readonly tf.Tensor[] = [];

  /** The states after the last batch; none at first. */
  get states(): readonly tf.Tensor[] {
    return this.#states;
  }

  /** Keeps states for the next batch, instead of those kept before. */
  keep(states: readonly tf.Tensor[]): void {
    const kept = states.map((state) => tf.keep(tf.clone(state)));
    this.clear();
    this.#states = kept;
  }

  clear(): void {
    tf.dispose([...this.#states]);
    this.#states = [];
  }
}
