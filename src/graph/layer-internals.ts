import type * as tf from '@tensorflow/tfjs-core';
import type { Behaviour } from './behaviour.js';
import type { GraphNode } from './node.js';
import type { Weight } from './weight.js';

/** The key under which a layer keeps what is not for its users. */
export const internals: unique symbol = Symbol('internals');

/** What a layer knows of itself. The only part of a graph that changes: calls are added, weights are built once. */
export interface LayerInternals {
  readonly behaviour: Behaviour;
  readonly name: string;
  readonly nodes: GraphNode[];
  /** The layer's own weights; `undefined` until the first call says their shapes. */
  weights: readonly Weight[] | undefined;
  /** The shapes that the weights were built for, as messages show them. */
  builtFor: string;
  trainable: boolean;
  /** What activity regularizers have asked for in the last forward pass; it lives as long as what came out. */
  penalties: readonly tf.Scalar[];
}

/** The options of a layer, as its members see them: those that it was made with, and what it has learned since. */
export function configurationOf<Configuration>(layer: object): Configuration {
  const { behaviour } = (layer as { readonly [internals]: LayerInternals })[internals];
  return behaviour.configuration as Configuration;
}
