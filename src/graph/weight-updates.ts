import * as tf from '@tensorflow/tfjs-core';
import type { Weight } from './weight.js';

/**
 * What a run of a graph makes of weights that training does not change by gradients, such as moving statistics.
 *
 * The weights change only when the run is over and has gone well; until then, whoever reads one in the same run gets what
 * it will be. It owns its tensors.
 */
export class WeightUpdates {
  readonly #values = new Map<Weight, tf.Tensor>();

  /** The value of a weight, with what has been made of it in this run. */
  read(weight: Weight): tf.Tensor {
    return this.#values.get(weight) ?? weight.value;
  }

  /** Lets a weight become `value`, which stays the caller's. */
  set(weight: Weight, value: tf.Tensor): void {
    const before = this.#values.get(weight);
    this.#values.set(weight, tf.keep(tf.clone(value)));
    before?.dispose();
  }

  /** Changes the weights. */
  apply(): void {
    for (const [weight, value] of this.#values) weight.value.assign(value);
    this.dispose();
  }

  /** Forgets what the run has made. */
  dispose(): void {
    for (const value of this.#values.values()) value.dispose();
    this.#values.clear();
  }
}

/** Runs something, and then changes the weights as it has said, unless it throws. */
export function withUpdates<Result>(run: (updates: WeightUpdates) => Result): Result {
  const updates = new WeightUpdates();
  try {
    const result = run(updates);
    updates.apply();
    return result;
  } finally {
    updates.dispose();
  }
}
