import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { ShapeError, StateError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { ownCopy } from '../tensor/tensor.js';
import { show } from '../types/shape.js';
import { type Applied, applyOptimizer } from './apply-optimizer.js';
import { type HostInputs, hostInputs, learningRateAt } from './host-inputs.js';
import type { LearningRate, OptimizerRule } from './optimizer-rule.js';
import { type OptimizerSnapshot, readSlots, SavedSlots } from './optimizer-snapshot.js';
import { finalWeights, initialSlots, joinSlots, splitSlots } from './slots.js';

/** The slots of a weight, and who trains it. */
interface Entry {
  readonly slots: readonly tf.Tensor[];
  /** The models that train the weight with this optimizer, and the optimizer itself where it is trained by hand. */
  readonly users: ReadonlySet<object>;
  /** Whether the weight and its moving average are exchanged. */
  readonly isAverageShown: boolean;
}

/**
 * The state of an optimizer: how many steps it has made, the learning rate, and the slots of each weight, which it owns.
 *
 * A step is {@link begin}, which changes nothing, a computation of new weights and slots, and {@link commit}.
 */
export class OptimizerState {
  readonly rule: OptimizerRule;
  #iteration = 0;
  #learningRate: LearningRate;
  #saved: SavedSlots | undefined;
  readonly #entries = new Map<Weight, Entry>();

  constructor(rule: OptimizerRule) {
    this.rule = rule;
    this.#learningRate = rule.learningRate;
  }

  /** How many steps have been made. */
  get iteration(): number {
    return this.#iteration;
  }

  /** The learning rate, or the function that computes it. */
  get schedule(): LearningRate {
    return this.#learningRate;
  }

  /** The learning rate of the next step. */
  get learningRate(): number {
    return learningRateAt(this.#learningRate, this.#iteration);
  }

  set learningRate(value: number) {
    const owner = `${this.rule.className}: learningRate`;
    if (typeof this.#learningRate === 'function') {
      throw new StateError(
        `${owner} expects a number, because it is set in training, not a schedule (received a function)`,
      );
    }
    this.#learningRate = nonNegative(owner, value);
  }

  /** The host inputs of the next step. */
  get hostInputs(): HostInputs {
    return hostInputs(this.rule, this.#iteration, this.learningRate);
  }

  /** The slots of a weight; `undefined` before its first step. */
  slotsOf(weight: Weight): readonly tf.Tensor[] | undefined {
    return this.#entries.get(weight)?.slots;
  }

  /**
   * The slots that the next step starts from. Nothing changes. Those of weights that have none yet are new tensors, which
   * belong to the scope of the caller's `tf.tidy`.
   */
  begin(weights: readonly Weight[]): readonly (readonly tf.Tensor[])[] {
    if (this.#entries.size === 0) this.#saved?.check(weights);
    return weights.map(
      (weight) => this.slotsOf(weight) ?? this.#saved?.take(weight) ?? initialSlots(this.rule, weight),
    );
  }

  /**
   * Ends a step: weights and slots become what it has computed, inside the same `tf.tidy` as {@link begin}.
   *
   * @param user the model that trains the weights; its slots are freed by {@link release}.
   * @throws ShapeError if a new weight or slot has the wrong shape; then nothing has changed.
   */
  commit(weights: readonly Weight[], after: Applied, user: object = this): void {
    for (const [index, weight] of weights.entries()) this.#check(weight, after.weights[index] as tf.Tensor);
    const seen = new Set<tf.Tensor>([...weights.map(({ value }) => value), ...after.weights]);
    for (const [index, weight] of weights.entries()) {
      const updated = after.weights[index] as tf.Tensor;
      if (updated !== weight.value) weight.value.assign(updated);
      const entry = this.#entries.get(weight);
      const slots = (after.slots[index] ?? []).map((slot, place) => {
        if (slot === entry?.slots[place]) return slot;
        const owned = tf.keep(seen.has(slot) || entry?.slots.includes(slot) ? tf.clone(slot) : slot);
        seen.add(slot);
        return owned;
      });
      for (const slot of entry?.slots ?? []) if (!slots.includes(slot)) slot.dispose();
      const users = entry?.users.has(user) ? entry.users : new Set([...(entry?.users ?? []), user]);
      this.#entries.set(weight, { slots, users, isAverageShown: false });
    }
    this.#iteration++;
  }

  /**
   * Makes a step: all arithmetic first, then the change.
   *
   * @param given one gradient for each weight; a weight whose gradient is `null` does not change.
   */
  step(given: readonly (tf.Tensor | null)[], all: readonly Weight[], user: object = this): void {
    const weights = all.filter((_, index) => given[index] !== null);
    const gradients = given.filter((gradient) => gradient !== null);
    this.showAverages(false, weights);
    tf.tidy(() => {
      const slots = this.begin(weights);
      const values = weights.map(({ value }) => value);
      const applied = applyOptimizer(this.rule, values, gradients, slots, this.hostInputs);
      const projected = applied.weights.map((value, index) => weights[index]?.constraint?.project(value) ?? value);
      this.commit(weights, { ...applied, weights: projected }, user);
    });
  }

  /** Ends training: with `useEma`, the moving averages replace the weights, as in Keras. */
  finish(weights: readonly Weight[]): void {
    this.showAverages(false, weights);
    if (this.#iteration === 0) return;
    const stepped = weights.filter((weight) => this.#entries.has(weight));
    const slots = stepped.map((weight) => this.#entries.get(weight)?.slots ?? []);
    const averages = finalWeights(this.rule, slots);
    for (const [index, average] of averages?.entries() ?? []) stepped[index]?.value.assign(average);
  }

  /**
   * Exchanges weights and their moving averages, or undoes it.
   *
   * @throws StateError if averages are to be shown, and the optimizer has none.
   */
  showAverages(isShown: boolean, weights: readonly Weight[]): void {
    const { className, shared } = this.rule;
    if (isShown && !shared.useEma) {
      throw new StateError(
        `${className} expects useEma: true, for moving averages of the weights (received useEma: false)`,
      );
    }
    if (!shared.useEma) return;
    for (const weight of weights) {
      const entry = this.#entries.get(weight);
      if (entry === undefined || entry.isAverageShown === isShown) continue;
      const split = splitSlots(entry.slots, shared);
      const { average } = split;
      if (average === undefined) continue;
      const slots = joinSlots({ ...split, average: ownCopy<tf.Tensor>(weight.value) });
      this.#entries.set(weight, { ...entry, slots, isAverageShown: isShown });
      weight.value.assign(average);
      average.dispose();
    }
  }

  /** The state as plain data, of this moment. */
  async export(): Promise<OptimizerSnapshot> {
    const named = [...this.#entries].flatMap(([weight, { slots, isAverageShown }]) => {
      const split = splitSlots(slots, this.rule.shared);
      const stored = isAverageShown ? joinSlots({ ...split, average: weight.value }) : slots;
      const names = this.rule.slots(weight).map(({ name }) => name);
      return names.map((name, index) => ({ weight: weight.path, name, tensor: stored[index] as tf.Tensor }));
    });
    const learningRate = typeof this.#learningRate === 'number' ? this.#learningRate : null;
    const head = { className: this.rule.className, iteration: this.#iteration, learningRate };
    const rest = this.#saved?.rest((weight) => this.#entries.has(weight)) ?? [];
    return { ...head, slots: [...(await readSlots(named)), ...rest] };
  }

  /** Continues from a state, whose slots weights of a user get now, and others at their first step; throws before anything changes. */
  import(snapshot: OptimizerSnapshot, weights: readonly Weight[] = [], user: object = this): void {
    const owner = `${this.rule.className}.importState`;
    const saved = new SavedSlots(owner, this.rule, snapshot, typeof this.#learningRate === 'function');
    this.dispose();
    this.#saved = saved;
    this.#iteration = snapshot.iteration;
    if (snapshot.learningRate !== null) this.#learningRate = snapshot.learningRate;
    for (const weight of weights) {
      const slots = saved.take(weight);
      if (slots !== undefined) this.#entries.set(weight, { slots, users: new Set([user]), isAverageShown: false });
    }
  }

  /** Frees the slots of weights that only `user` has trained. */
  release(user: object): void {
    for (const [weight, { users, slots, ...entry }] of this.#entries) {
      const others = new Set([...users].filter((other) => other !== user));
      if (others.size > 0) this.#entries.set(weight, { ...entry, slots, users: others });
      else {
        tf.dispose([...slots]);
        this.#entries.delete(weight);
      }
    }
  }

  /** Frees all slots; the next step is the first one again. */
  dispose(): void {
    for (const { slots } of this.#entries.values()) tf.dispose([...slots]);
    this.#entries.clear();
    this.#saved = undefined;
    this.#iteration = 0;
  }

  #check({ path, shape }: Weight, updated: tf.Tensor): void {
    if (tf.util.arraysEqual(updated.shape, [...shape])) return;
    throw new ShapeError(
      `${this.rule.className} expects a new weight of ${show(shape)} for ${path} (received ${show(updated.shape)})`,
    );
  }
}
