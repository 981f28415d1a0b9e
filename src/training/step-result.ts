import * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph/value.js';
import { ownCopy } from '../tensor/tensor.js';
import type { Compiled } from './compile.js';
import { namesOfLosses } from './log-names.js';
import type { Logs } from './logs.js';
import type { BatchLoss } from './tracker.js';

/** The outcome of a step: its losses, read from the device, and the predictions, which belong to the caller. */
export interface StepResult {
  readonly losses: Logs;
  readonly predictions: readonly Value[];
}

/** The loss of a batch, and the values that it is of. */
export interface Evaluated {
  readonly loss: BatchLoss;
  readonly values: readonly Value[];
}

/** The tensors that outlive the scope of a step: losses and predictions. It owns them until {@link finish}. */
export class StepTensors {
  readonly #tensors: tf.Tensor[] = [];
  #total: tf.Tensor | undefined;
  #perOutput: readonly (tf.Tensor | undefined)[] = [];
  #predictions: readonly Value[] = [];

  keep({ loss, values }: Evaluated): void {
    this.#total = this.#clone(loss.logged);
    this.#perOutput = loss.perOutput.map(
      (output) => output && this.#clone(output.rank === 0 ? output : tf.mean(output)),
    );
    this.#predictions = values.map(({ tensor, mask }) => ({
      tensor: this.#clone(tensor),
      mask: mask && this.#clone(mask),
      logits: null,
    }));
  }

  /** Runs something, and frees the tensors if it throws. */
  async orDispose<Result>(action: () => Promise<Result>): Promise<Result> {
    try {
      return await action();
    } catch (error) {
      tf.dispose(this.#tensors);
      throw error;
    }
  }

  /** Reads the losses from the device and frees them; the predictions belong to the caller. */
  async finish({ outputs }: Compiled): Promise<StepResult> {
    const names = ['loss', ...namesOfLosses(outputs)];
    const tensors = [this.#total, ...this.#perOutput];
    const read = await Promise.all(tensors.map((loss, index) => (names[index] === null ? undefined : loss?.data())));
    const losses = { loss: 0 };
    for (const [index, name] of names.entries())
      if (name !== null) losses[name as keyof typeof losses] = read[index]?.[0] ?? 0;
    tf.dispose([this.#total, ...this.#perOutput].filter((loss) => loss !== undefined));
    return { losses, predictions: this.#predictions };
  }

  #clone(tensor: tf.Tensor): tf.Tensor {
    const clone = ownCopy(tensor);
    this.#tensors.push(clone);
    return clone;
  }
}

/** Frees predictions. */
export function disposePredictions(predictions: readonly Value[]): void {
  for (const { tensor, mask } of predictions) tf.dispose(mask === null ? [tensor] : [tensor, mask]);
}
