import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { applyOptimizer, learningRateAt } from './apply-optimizer.js';
import { initialSlots } from './initial-slots.js';
import { finalWeights } from './moving-average.js';
import type { OptimizerRule } from './optimizer.js';
import { joinSlots, partSlots } from './parted-slots.js';
import { settableLearningRate } from './settable-learning-rate.js';

/** What an optimizer keeps for the weights of a model: its slots, and how many steps it has made. It owns the slots. */
export class OptimizerState {
  readonly optimizer: OptimizerRule;
  #iteration = 0;
  #learningRate: number | undefined;
  #showsAverages = false;
  readonly #slots = new Map<Weight, readonly tf.Tensor[]>();

  constructor(optimizer: OptimizerRule) {
    this.optimizer = optimizer;
  }

  /** How many steps have been made. */
  get iteration(): number {
    return this.#iteration;
  }

  /** The learning rate of the next step: the optimizer's own unless another has been set. */
  get learningRate(): number {
    return this.#learningRate ?? learningRateAt(this.optimizer.learningRate, this.#iteration);
  }

  set learningRate(value: number) {
    this.#learningRate = settableLearningRate(this.optimizer, value);
  }

  /** Makes the slots of weights that have none. */
  prepare(weights: readonly Weight[]): void {
    for (const weight of weights) {
      if (this.#slots.has(weight)) continue;
      const slots = tf.tidy(() => initialSlots(this.optimizer, weight).map((slot) => tf.keep(slot)));
      this.#slots.set(weight, slots);
    }
  }

  /**
   * Makes a step. Weights change only after all of the arithmetic is done.
   *
   * @param given one for each weight; those without, `null`, stay as they are.
   */
  apply(given: readonly (tf.Tensor | null)[], all: readonly Weight[]): void {
    const weights = all.filter((_, index) => given[index] !== null);
    const gradients = given.filter((gradient) => gradient !== null);
    this.showAverages(false);
    this.prepare(weights);
    tf.tidy(() => {
      const before = weights.map((weight) => this.#slots.get(weight) ?? []);
      const values = weights.map((weight) => weight.value);
      const after = applyOptimizer(this.optimizer, values, gradients, before, this.#iteration, this.learningRate);
      weights.forEach((weight, index) => {
        const updated = after.weights[index] as tf.Tensor;
        if (updated !== values[index])
          weight.value.assign(weight.constraint ? weight.constraint.project(updated) : updated);
        const slots = after.slots[index] ?? [];
        const previous = before[index] ?? [];
        // A rule may return what it was given: that is not ours to keep.
        const borrowed = [values[index], gradients[index], updated];
        const kept = slots.map((slot, place) =>
          slot === previous[place] ? slot : tf.keep(borrowed.includes(slot) ? tf.clone(slot) : slot),
        );
        for (const slot of previous) if (!kept.includes(slot)) slot.dispose();
        this.#slots.set(weight, kept);
      });
    });
    this.#iteration++;
  }

  /** Ends training: an optimizer that keeps moving averages of the weights puts them in their place, as in Keras. */
  finish(weights: readonly Weight[]): void {
    this.showAverages(false);
    const stepped = weights.filter((weight) => this.#slots.has(weight));
    if (this.#iteration === 0) return;
    const averages = finalWeights(
      this.optimizer,
      stepped.map((weight) => this.#slots.get(weight) ?? []),
    );
    for (const [index, average] of averages?.entries() ?? []) stepped[index]?.value.assign(average);
  }

  /**
   * Puts the moving averages of the weights in the place of the weights, or both back.
   *
   * @throws StateError if there are to be averages, and the optimizer keeps none.
   */
  showAverages(isShown: boolean): void {
    if (isShown && !this.optimizer.shared.useEma) {
      throw new StateError(
        `${this.optimizer.className} expects useEma: true, for moving averages of the weights (received useEma: false)`,
      );
    }
    if (this.#showsAverages === isShown) return;
    for (const [weight, slots] of this.#slots) {
      const parted = partSlots(slots, this.optimizer.shared);
      const { average } = parted;
      if (average === undefined) continue;
      this.#slots.set(weight, joinSlots({ ...parted, average: tf.keep(tf.clone(weight.value)) }));
      weight.value.assign(average);
      average.dispose();
    }
    this.#showsAverages = isShown;
  }

  /** Frees the slots; the next step is the first one again. */
  dispose(): void {
    for (const slots of this.#slots.values()) tf.dispose([...slots]);
    this.#slots.clear();
    this.#iteration = 0;
    this.#showsAverages = false;
  }
}
