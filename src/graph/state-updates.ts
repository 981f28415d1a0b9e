import * as tf from '@tensorflow/tfjs-core';
import { type Generator, generatorFrom } from '../random/streams.js';
import { askedSeed } from '../recording/seeded.js';
import { ownCopy } from '../tensor/tensor.js';
import type { AnyLayer } from './layer.js';
import { stateOf } from './layer-state.js';
import type { Weight } from './weight.js';

/** The state of layers at one moment, which later changes of the layers do not affect. */
export interface StateSnapshot {
  read(weight: Weight): tf.Tensor | undefined;
  recurrent(layer: AnyLayer): readonly tf.Tensor[] | undefined;
}

/** Values that a run has set. */
export interface StateChanges {
  readonly weights: readonly (readonly [weight: Weight, value: tf.Tensor])[];
  readonly recurrent: readonly (readonly [layer: AnyLayer, states: readonly tf.Tensor[]])[];
}

/**
 * The changes that a run makes to the state of layers: moving statistics, recurrent states, the seeds of layers that have their
 * own.
 *
 * The state of the layers changes when {@link commit} is called, after the run has succeeded; until then, whoever reads in
 * the same run gets the values that the run has set. It owns its tensors.
 */
export class StateUpdates {
  readonly #snapshot: StateSnapshot | undefined;
  readonly #weights = new Map<Weight, tf.Tensor>();
  readonly #recurrent = new Map<AnyLayer, readonly tf.Tensor[]>();
  readonly #generators = new Map<AnyLayer, Generator>();

  /** @param snapshot the state to start from. The default is the present state of the layers. */
  constructor(snapshot?: StateSnapshot) {
    this.#snapshot = snapshot;
  }

  /** The value of a weight, as this run has set it. */
  read(weight: Weight): tf.Tensor {
    return this.#weights.get(weight) ?? this.#snapshot?.read(weight) ?? weight.value;
  }

  /** Sets a weight; `value` stays the caller's. */
  set(weight: Weight, value: tf.Tensor): void {
    const before = this.#weights.get(weight);
    this.#weights.set(weight, ownCopy(value));
    before?.dispose();
  }

  /** Drops values of weights, because the optimizer has set others. */
  release(weights: readonly Weight[]): void {
    for (const weight of weights) {
      this.#weights.get(weight)?.dispose();
      this.#weights.delete(weight);
    }
  }

  /** What this run has set so far. */
  get changes(): StateChanges {
    return { weights: [...this.#weights], recurrent: [...this.#recurrent] };
  }

  /** The recurrent states of a layer, as this run has set them; none at first. */
  recurrent(layer: AnyLayer): readonly tf.Tensor[] {
    return this.#recurrent.get(layer) ?? this.#snapshot?.recurrent(layer) ?? stateOf(layer).recurrent;
  }

  /** Sets the recurrent states of a layer; `states` stay the caller's. */
  setRecurrent(layer: AnyLayer, states: readonly tf.Tensor[]): void {
    const before = this.#recurrent.get(layer);
    this.#recurrent.set(layer, states.map(ownCopy));
    tf.dispose([...(before ?? [])]);
  }

  /** The next seed of a layer that has seeds of its own; `null` where it has none. */
  seed(layer: AnyLayer): number | null {
    const { seeds } = stateOf(layer);
    if (seeds === null) return null;
    const generator = this.#generators.get(layer) ?? generatorFrom(seeds);
    this.#generators.set(layer, generator);
    return askedSeed(generator.next() >>> 1, layer);
  }

  /** Changes the state of the layers. */
  commit(): void {
    for (const [weight, value] of this.#weights) weight.value.assign(value);
    for (const [layer, states] of this.#recurrent) {
      const state = stateOf(layer);
      tf.dispose([...state.recurrent]);
      state.recurrent = states;
    }
    this.#recurrent.clear();
    for (const [layer, generator] of this.#generators) stateOf(layer).seeds = generator.getState();
    this.dispose();
  }

  /** Drops all that the run has set. */
  dispose(): void {
    tf.dispose([...this.#weights.values(), ...[...this.#recurrent.values()].flat()]);
    this.#weights.clear();
    this.#recurrent.clear();
    this.#generators.clear();
  }
}

/** Runs a function, and then commits the changes of state that it has made, unless it throws. */
export function withUpdates<Result>(
  run: (updates: StateUpdates) => Result,
  updates: StateUpdates = new StateUpdates(),
): Result {
  try {
    const result = run(updates);
    updates.commit();
    return result;
  } finally {
    updates.dispose();
  }
}

/** The updates of the step whose gradients are being computed: set and reset by {@link withinStep} alone. */
let currentStep: StateUpdates | undefined;

/** The updates of the step that runs now, if there is one; else a run is a step of its own. */
export function updatesOfStep(): StateUpdates | undefined {
  return currentStep;
}

/** Runs a computation, all of it synchronous, whose runs of layers belong to one step. */
export function withinStep<Result>(updates: StateUpdates, computation: () => Result): Result {
  const outer = currentStep;
  currentStep = updates;
  try {
    return computation();
  } finally {
    currentStep = outer;
  }
}
