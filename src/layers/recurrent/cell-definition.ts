import type * as tf from '@tensorflow/tfjs-core';
import type { WeightSpecifications, WeightTensors } from '../../graph/layer-definition.js';
import type { Resolved } from '../../graph/resolve-configuration.js';
import type { Shape } from '../../types/shape.js';
import type { Recurred, Recurrence } from './recurrence.js';

/** What a cell knows besides inputs, weights and configuration. */
export interface CellContext {
  /** Whether this is a training step: dropout is on. */
  readonly training: boolean;
  /** A seed for a random operation; another at each call. */
  seed(): number;
}

/** What makes a cell, whether a recurrent layer has it within or users hand it over. */
export interface CellDefinition<Given, Configuration extends object, Weights extends WeightSpecifications> {
  /** Keras' name of its class: `LSTMCell`. */
  readonly name: string;
  /** Checks what the user gave, and fills in defaults; `owner` is the class that messages name. */
  readonly configure: (given: Given, owner: string) => Configuration;
  /** The shapes of its weights by name, for what goes into a step: (batch, ...). */
  readonly weights: (step: Shape, configuration: Resolved<Configuration>) => Weights;
  /** Goes through a sequence. */
  readonly recur: (
    recurrence: Recurrence,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
    context: CellContext,
  ) => Recurred;
}

/** How large what comes out of a step is, and each state after it. */
export interface CellSizes {
  readonly outputSize: number;
  readonly stateSize: readonly number[];
}

/** A cell whose output and states are vectors: it can be handed over. */
export interface VectorCell<Given, Configuration extends object, Weights extends WeightSpecifications>
  extends CellDefinition<Given, Configuration, Weights> {
  readonly sizes: (configuration: Resolved<Configuration>) => CellSizes;
  /** The states that a sequence starts from. The default is zeros. */
  readonly initialState?: (
    batchSize: number,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
  ) => readonly tf.Tensor[];
}
