import * as tf from '@tensorflow/tfjs-core';
import { asTensor, type Tensor } from '../tensor/tensor.js';

/** How a metric begins, and what it comes to. */
interface Counted {
  initial(): readonly tf.Tensor[];
  result(state: readonly tf.Tensor[]): tf.Tensor;
}

/** What a metric has seen. It owns its tensors. */
export class MetricMemory {
  readonly #metric: Counted;
  #state: readonly tf.Tensor[] | undefined;

  constructor(metric: Counted) {
    this.#metric = metric;
  }

  /** Goes on from the state so far; it stays as it is where something throws. */
  update(next: (state: readonly tf.Tensor[]) => readonly tf.Tensor[]): void {
    const state = tf.tidy(() => next(this.#state ?? this.#metric.initial()).map((tensor) => tf.keep(tf.clone(tensor))));
    this.clear();
    this.#state = state;
  }

  /** What the metric is; the tensor belongs to the caller. */
  result(): Tensor {
    return asTensor(tf.tidy(() => tf.clone(this.#metric.result(this.#state ?? this.#metric.initial()))));
  }

  /** Forgets and frees what has been seen. */
  clear(): void {
    tf.dispose([...(this.#state ?? [])]);
    this.#state = undefined;
  }
}
