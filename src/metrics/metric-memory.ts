import * as tf from '@tensorflow/tfjs-core';
import { asTensor, ownCopy, type Tensor } from '../tensor/tensor.js';

/** The functions of a metric that its state depends on. */
interface Stateful {
  initial(): readonly tf.Tensor[];
  result(state: readonly tf.Tensor[]): tf.Tensor;
}

/** The state of a metric, whose tensors it owns. */
export class MetricMemory {
  readonly #metric: Stateful;
  #state: readonly tf.Tensor[] | undefined;

  constructor(metric: Stateful) {
    this.#metric = metric;
  }

  /** Replaces the state by the next one; it does not change where something throws. */
  update(next: (state: readonly tf.Tensor[]) => readonly tf.Tensor[]): void {
    const state = tf.tidy(() => next(this.#state ?? this.#metric.initial()).map(ownCopy));
    this.clear();
    this.#state = state;
  }

  /** The metric of the state; the tensor belongs to the caller. */
  result(): Tensor {
    return asTensor(tf.tidy(() => tf.clone(this.#metric.result(this.#state ?? this.#metric.initial()))));
  }

  /** Resets and frees the state. */
  clear(): void {
    tf.dispose([...(this.#state ?? [])]);
    this.#state = undefined;
  }
}
