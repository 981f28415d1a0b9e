import type * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../types/shape.js';
import type { AnyLayer } from './layer.js';
import type { CallDefinition, NamedArguments } from './named-arguments.js';
import type { StateUpdates } from './state-updates.js';
import type { Flat } from './structure.js';
import type { TensorSpec, Value } from './value.js';
import type { Weight, WeightDescription } from './weight.js';

/** The kinds of objects that are called on tensors. */
export type ProgramKind = 'layer' | 'operation' | 'block' | 'cell' | 'model' | 'input';

/** A call of a layer: on shapes and element types, on tensors of the graph, or on tensors with values. */
export interface Call<Item> {
  readonly inputs: Flat<Item>;
  /** The named arguments. */
  readonly named: NamedArguments<Item>;
}

/**
 * A class of layers with a configuration, as data and functions over data. Frozen: what changes is in the state of a layer, and
 * what belongs to one call is in the inference of its node.
 *
 * Layers, operations, blocks, cells, models and inputs are all of this type.
 */
export interface Program {
  readonly kind: ProgramKind;
  /** Keras' name of the class: `Dense`. */
  readonly className: string;
  /** The package under which a class that Keras does not have is registered. */
  readonly package?: string | undefined;
  /** The name by which sentences of the shape rule call it, if that is not the class: `add`. */
  readonly ruleName?: string | undefined;
  /** Automatic names of layers are derived from this instead of the class. */
  readonly baseName?: string | undefined;
  /** All options with their defaults: the same class called with them makes an equal program. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** The layers that this one consists of. */
  readonly layers: readonly AnyLayer[];
  /** The arguments of calls besides the inputs. */
  readonly callArguments: CallDefinition;
  /** Whether it only calls its layers: each output is one of theirs, or an input. */
  readonly isComposed?: boolean;
  /** Whether inputs may be strings. */
  readonly acceptsStrings: boolean;
  /** Whether steps of models that have it are not recorded, because it depends on more than its arguments. */
  readonly runsEagerly?: boolean;
  /** Whether an output in training depends on the other samples of the batch, as with statistics over it. */
  readonly dependsOnBatch?: boolean;
  /** The options as Keras writes them, with those that the layer has learned. Default: `configuration` and the latter. */
  serialize?(learned: Learned): Readonly<Record<string, unknown>>;
  /** The shapes and element types of the outputs. Throws if the inputs do not fit; changes nothing. */
  infer(call: Call<TensorSpec>, context: InferContext): Flat<TensorSpec>;
  /** The layer's own weights for inputs that fit, by key; `null` for one that these options leave out. */
  weights(call: Call<TensorSpec>, learned: Learned): WeightDescriptions;
  /** The shapes of the recurrent states, for inputs that fit; missing if a layer has none. */
  states?(call: Call<TensorSpec>): readonly Shape[];
  /** The weights of its layers that count as its own, and come before them. */
  borrowedWeights?(inner: readonly Weight[]): readonly Weight[];
  /** The checks of the values of the inputs, which run before a step; missing if there are none. */
  valueChecks?(inference: Inference): readonly ValueCheck[];
  /** Computes the outputs. Runs inside `tf.tidy`. */
  run(call: Call<Value>, context: RunContext): Flat<Value>;
  /** The program with other options; one that consists of layers copies them. Missing if a layer cannot be copied. */
  with?(changes: Readonly<Record<string, unknown>>): Program;
}

/** Options that a layer has learned from data, which replace those in its configuration. */
export type Learned = Readonly<Record<string, unknown>>;

/** The weights of a layer by key. */
export type WeightDescriptions = Readonly<Record<string, WeightDescription | null>>;

/** The context of {@link Program.infer}. */
export interface InferContext {
  readonly learned: Learned;
  /** Infers the outputs of one of the program's own layers. */
  infer(layer: AnyLayer, call: Call<TensorSpec>): Flat<TensorSpec>;
}

/** The outcome of a call on shapes: everything that a node, or a call on tensors with values, knows before it runs. Frozen. */
export interface Inference {
  readonly layer: AnyLayer;
  readonly call: Call<TensorSpec>;
  readonly outputs: Flat<TensorSpec>;
  readonly weights: WeightDescriptions;
  /** The calls of the layer's own layers, in their order. */
  readonly inner: readonly Inference[];
}

/** A check of the values of an input of a graph, required by the call of a layer. */
export interface ValueCheck {
  readonly inference: Inference;
  /** The index of the input; `null` for values that are computed in the graph, which nothing checks. */
  readonly input: number | null;
  /** @throws DataError if a value is wrong. */
  check(values: ArrayLike<number>): void;
}

/** The context of one run of a graph, which all of its layers share. */
export interface Run {
  /** Whether dropout is on and moving statistics are updated. */
  readonly training: boolean;
  /** Whether this layer, or one that contains it, is frozen. */
  readonly isFrozen: boolean;
  /** Whether tensors that no later call needs are freed at once, which gradients rule out. */
  readonly freesEarly: boolean;
  /** The state that the run starts from, and its updates. */
  readonly updates: StateUpdates;
  /** The calls whose values have been checked before the run. */
  readonly checked: ReadonlySet<Inference>;
  /** Whether values may be read from the device to check them: only in a call on tensors with values, outside of a step. */
  readonly mayRead: boolean;
  /** The seed of the next random operation. */
  seed(): number;
  /** Adds to the loss. */
  penalize(penalty: tf.Scalar): void;
}

/** The context of {@link Program.run}. */
export interface RunContext extends Run {
  /** The call as it was inferred: the shapes of the inputs, in which open sizes are `null`. */
  readonly inference: Inference;
  /** Runs one of the program's own layers, for the calls that {@link Program.infer} has made of it, in their order. */
  run(layer: AnyLayer, call: Call<Value>): Flat<Value>;
  /** The context in which the next call of one of the program's own layers runs. */
  contextOf(layer: AnyLayer): RunContext;
}
