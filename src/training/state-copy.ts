import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../graph/layer.js';
import { stateOf, weightsOf, withInnerLayers } from '../graph/layer-state.js';
import { type StateSnapshot, StateUpdates } from '../graph/state-updates.js';
import type { Weight } from '../graph/weight.js';
import { ownCopy } from '../tensor/tensor.js';
import type { RuntimeModel } from './model-state.js';

/** The state of a model at one moment. A copy of a weight shares its memory until the weight changes. */
export class StateCopy implements StateSnapshot {
  readonly #model: RuntimeModel;
  readonly #weights = new Map<Weight, tf.Tensor>();
  readonly #recurrent = new Map<AnyLayer, readonly tf.Tensor[]>();

  constructor(model: RuntimeModel) {
    this.#model = model;
  }

  /** The value at that moment; for a weight that had none yet, the one that it has at the first use. */
  read(weight: Weight): tf.Tensor {
    const known = this.#weights.get(weight);
    if (known !== undefined) return known;
    const first = ownCopy<tf.Tensor>(weight.value);
    this.#weights.set(weight, first);
    return first;
  }

  recurrent(layer: AnyLayer): readonly tf.Tensor[] | undefined {
    return this.#recurrent.get(layer);
  }

  /** Copies all that has been made. */
  take(): void {
    this.#takeWeights();
    for (const layer of withInnerLayers(this.#model)) {
      this.#recurrent.set(layer, stateOf(layer).recurrent.map(ownCopy));
    }
  }

  /** Copies the weights anew. */
  retake(): void {
    tf.dispose([...this.#weights.values()]);
    this.#weights.clear();
    this.#takeWeights();
  }

  dispose(): void {
    tf.dispose([...this.#weights.values(), ...[...this.#recurrent.values()].flat()]);
    this.#weights.clear();
    this.#recurrent.clear();
  }

  #takeWeights(): void {
    for (const weight of weightsOf(this.#model))
      if (weight.isAllocated) this.#weights.set(weight, ownCopy<tf.Tensor>(weight.value));
  }
}

/** Updates that go from batch to batch, and change the layers only at the end of the run. */
export class RunUpdates extends StateUpdates {
  override commit(): void {}

  override dispose(): void {}

  /** Changes the layers. */
  end(): void {
    super.commit();
  }

  /** Frees what is left. */
  forget(): void {
    super.dispose();
  }
}
