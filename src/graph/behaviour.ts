import type * as tf from '@tensorflow/tfjs-core';
import type { CallDefinition } from './call-definition.js';
import type { Extras } from './extras.js';
import type { Parts } from './form.js';
import type { AnyLayer } from './layer.js';
import type { Outlet } from './node.js';
import type { Weight } from './weight.js';
import type { WeightUpdates } from './weight-updates.js';

/** A tensor that runs through a graph, with the mask of its steps where it has one: `true` where a step counts. */
export interface Value {
  readonly tensor: tf.Tensor;
  readonly mask: tf.Tensor | null;
}

/** What one run of a graph shares among its layers. */
export interface Run {
  readonly training: boolean;
  /** Whether a layer that this one is part of is frozen, or it is itself. */
  readonly isFrozen?: boolean;
  /** What becomes of weights beside their training. */
  readonly updates: WeightUpdates;
  /** The seed of the next random operation. */
  seed(): number;
  /** Adds to the loss: what activity regularizers ask for. */
  penalize(penalty: tf.Scalar): void;
}

/** What a call hands to a layer. */
export interface CallInputs<Item> {
  readonly inputs: Parts<Item>;
  /** What it says by name; nothing unless given. */
  readonly extras?: Extras<Item>;
}

/** What the graph asks of a layer, whatever its class. */
export interface Behaviour {
  /** Keras' name of the class. */
  readonly className: string;
  /** What names are made from that are not given; the class unless there is another word for it. */
  readonly namedAfter?: string | undefined;
  /** The options that it was made with, defaults filled in, and what it has learned since. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** What Keras writes of the configuration; all of it unless given. */
  readonly written?: Readonly<Record<string, unknown>>;
  /** Whether it is one of Keras' operations, whose classes have names that layers have, too: `Add`. */
  readonly isOperation?: boolean;
  /** The layers that it is made of. */
  readonly layers: readonly AnyLayer[];
  /** What its calls take beside the inputs; nothing unless given. */
  readonly call?: CallDefinition;
  /**
   * The shapes and element types that come out; throws where the inputs do not fit. A layer of layers builds those on the
   * way, for what comes out of one goes into the next.
   *
   * @param path that of the layer, which those of its weights start with: `bidirectional`
   */
  outlets(call: CallInputs<Outlet>, path: string): Parts<Outlet>;
  /** Whether strings may come in; the layers that a layer is made of say so for themselves. */
  readonly takesStrings?: boolean;
  /** Makes the layer's own weights for inputs that fit. */
  build(call: CallInputs<Outlet>, path: string): readonly Weight[];
  /** Computes the outputs. Runs inside `tf.tidy`. */
  run(call: CallInputs<Value>, weights: readonly Weight[], run: Run): Parts<Value>;
  /**
   * What a layer of the same class does whose options differ by `changes`, which are the values that names stand for. A
   * layer of layers that has this copies them.
   */
  remade?(changes: Readonly<Record<string, unknown>>): Behaviour;
  /** Replaces options by what data has shown them to be, or what a file says. */
  learn?(options: Readonly<Record<string, unknown>>): void;
  /** Forgets what the layer keeps from batch to batch. */
  resetState?(): void;
}
