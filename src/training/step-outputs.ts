import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../graph/layer.js';
import type { StateUpdates } from '../graph/state-updates.js';
import type { Value } from '../graph/value.js';
import type { Weight } from '../graph/weight.js';
import type { Outcome } from '../recording/recorded-steps.js';
import { ownCopy } from '../tensor/tensor.js';

/** The places of everything that a step computes in the list of its tensors. */
export interface StepLayout {
  /** The loss, then those of the outputs; `null` for one that is not trained. None for predictions. */
  readonly losses: readonly (number | null)[];
  readonly predictions: readonly { readonly tensor: number; readonly mask: number | null }[];
  /** The weights that have gradients, their values and their slots after the step. */
  readonly trained: readonly {
    readonly weight: Weight;
    readonly value: number;
    readonly slots: readonly number[];
  }[];
  /** What layers have updated: moving statistics. */
  readonly updated: readonly (readonly [weight: Weight, place: number])[];
  readonly recurrent: readonly (readonly [layer: AnyLayer, places: readonly number[]])[];
}

/** The outcome of a step. Its tensors belong to the scope that it runs in, or are {@link StepOutputs.keep}'s. */
export type StepOutcome = Outcome<StepLayout>;

/** Collects the tensors that a step computes. */
export class StepOutputs {
  readonly #tensors: tf.Tensor[] = [];
  readonly #kept: tf.Tensor[] = [];

  /** Adds a tensor that lives until the step has ended. */
  add = (tensor: tf.Tensor): number => this.#tensors.push(tensor) - 1;

  /** Adds a tensor whose scope ends before the step: a copy, which the step frees. */
  keep = (tensor: tf.Tensor): number => {
    const copy = ownCopy(tensor);
    this.#kept.push(copy);
    return this.add(copy);
  };

  /** Adds predictions, as {@link keep} does. */
  keepValues(values: readonly Value[]): StepLayout['predictions'] {
    return values.map(({ tensor, mask }) => ({ tensor: this.keep(tensor), mask: mask && this.keep(mask) }));
  }

  /** Adds what layers have updated. */
  addUpdates({ changes }: StateUpdates): Pick<StepLayout, 'updated' | 'recurrent'> {
    return {
      updated: changes.weights.map(([weight, value]) => [weight, this.add(value)]),
      recurrent: changes.recurrent.map(([layer, states]) => [layer, states.map(this.add)]),
    };
  }

  /** Computes an outcome; frees what is kept where it throws. */
  static collect(compute: (outputs: StepOutputs) => StepLayout): StepOutcome {
    const outputs = new StepOutputs();
    try {
      const layout = compute(outputs);
      return { layout, tensors: outputs.#tensors };
    } catch (error) {
      tf.dispose(outputs.#kept);
      throw error;
    }
  }
}
