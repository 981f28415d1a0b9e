import * as tf from '@tensorflow/tfjs-core';
import { generator } from '../random/streams.js';
import type { AnyLayer } from './layer.js';
import type { Learned, Program } from './program.js';
import type { GraphNode } from './symbolic-tensor.js';
import type { Weight } from './weight.js';

/** The key of a layer's internals, which are not for users. */
export const internals: unique symbol = Symbol('internals');

/** The internals of a layer: its program, which is frozen, its calls, and its state. */
export interface LayerInternals {
  readonly program: Program;
  readonly name: string;
  readonly nodes: GraphNode[];
  readonly state: LayerState;
  /** Called before the layer runs on tensors that have values; throws where it must not. */
  beforeRun?: () => void;
}

/** Everything that changes in a layer besides its calls: plain data, and the memory of its weights and states. */
export interface LayerState {
  /** The layer's own weights; `undefined` until the first call determines their shapes. */
  weights: readonly Weight[] | undefined;
  /** The shapes that the weights were built for, as messages show them. */
  builtFor: string;
  trainable: boolean;
  /** The options that `adapt` and similar methods have set. */
  learned: Learned;
  /** The states that a stateful recurrent layer starts the next batch from. */
  recurrent: readonly tf.Tensor[];
  /** The state of the random generator of a layer with the option `seed`. */
  seeds: readonly number[] | null;
  /** A value that is computed from the options alone, such as an index of the vocabulary. */
  derived: unknown;
  /** The penalties of the last call on tensors that have values; they live as long as what it returned. */
  penalties: readonly tf.Scalar[];
  /** The models that hold the layer: its memory is freed when the last of them is disposed. */
  readonly holders: Set<AnyLayer>;
}

/** The state of a layer that has not been called. */
export function initialState({ configuration }: Program, trainable: boolean): LayerState {
  const { seed = null } = configuration as { readonly seed?: number | null };
  return {
    weights: undefined,
    builtFor: '',
    trainable,
    learned: Object.freeze({}),
    recurrent: [],
    seeds: seed === null ? null : generator(seed).getState(),
    derived: undefined,
    penalties: [],
    holders: new Set(),
  };
}

/** The name by which sentences of a layer's shape rule call it. */
export function ruleName(layer: AnyLayer): string {
  const { program } = layer[internals];
  return program.ruleName ?? program.className;
}

/** The state of a layer. */
export function stateOf(layer: AnyLayer): LayerState {
  return layer[internals].state;
}

/** The options of a layer, with those that it has learned. */
export function configurationOf<Configuration>(layer: object): Configuration {
  const { program, state } = (layer as AnyLayer)[internals];
  return { ...program.configuration, ...state.learned } as Configuration;
}

/** Sets options that a layer has learned from data, in place of those learned before. */
export function learn(layer: AnyLayer, learned: Learned): void {
  const { state } = layer[internals];
  state.learned = Object.freeze({ ...state.learned, ...learned });
  state.derived = undefined;
}

/** A value that `make` computes from the options of a layer, computed once until these change. */
export function derivedOf<Derived>(layer: AnyLayer, make: () => Derived): Derived {
  const { state } = layer[internals];
  state.derived ??= make();
  return state.derived as Derived;
}

/** A layer and all layers that it consists of, at any depth, each once. */
export function withInnerLayers(layer: AnyLayer, found: Set<AnyLayer> = new Set()): ReadonlySet<AnyLayer> {
  if (found.has(layer)) return found;
  found.add(layer);
  for (const inner of layer[internals].program.layers) withInnerLayers(inner, found);
  return found;
}

/** Whether an output of a layer in training depends on the other samples of the batch. */
export function dependsOnBatch(layer: AnyLayer): boolean {
  return [...withInnerLayers(layer)].some((each) => each[internals].program.dependsOnBatch === true);
}

/** Resets the recurrent states of a layer, and of those that it consists of. */
export function resetState(layer: AnyLayer): void {
  for (const each of withInnerLayers(layer)) {
    const state = stateOf(each);
    tf.dispose([...state.recurrent]);
    state.recurrent = [];
  }
}

/** A layer's own weights, then those of the layers that it consists of, each once. */
export function weightsOf(layer: AnyLayer): readonly Weight[] {
  const { state, program } = layer[internals];
  return [...new Set([...(state.weights ?? []), ...program.layers.flatMap(weightsOf)])];
}

/** The weights that training changes: none of a layer that is frozen, nor of layers inside it. */
export function trainableWeightsOf(layer: AnyLayer): readonly Weight[] {
  const found = new Set<Weight>();
  addTrainableWeights(layer, found);
  return [...found];
}

function addTrainableWeights(layer: AnyLayer, found: Set<Weight>): void {
  const { state, program } = layer[internals];
  if (!state.trainable) return;
  for (const weight of state.weights ?? []) if (weight.isTrained) found.add(weight);
  for (const inner of program.layers) addTrainableWeights(inner, found);
}
