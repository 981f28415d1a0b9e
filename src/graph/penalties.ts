import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-internals.js';
import type { Weight } from './weight.js';

/** What the regularizers of weights add to the loss. */
export function weightPenalties(weights: readonly Weight[]): readonly tf.Scalar[] {
  return weights.flatMap((weight) => (weight.regularizer ? [weight.regularizer.penalty(weight.value)] : []));
}

/**
 * What activity regularizers have asked for in the last forward pass of a layer, or of layers that it is made of.
 *
 * @throws StateError if what came out is disposed, and the penalties with it.
 */
export function activityPenalties(layer: AnyLayer): readonly tf.Scalar[] {
  const states = [...withInner(layer)].map((each) => each[internals]);
  const gone = states.find(({ penalties }) => penalties.some(({ isDisposed }) => isDisposed));
  if (gone !== undefined) {
    throw new StateError(
      `${layer.name}.losses expects what ${gone.name}.forward returned to be there still (received a disposed tensor)`,
    );
  }
  return states.flatMap(({ penalties }) => penalties.map((penalty) => tf.clone(penalty)));
}

/** Forgets the penalties of the last forward pass, which are those of another. */
export function forgetPenalties(layer: AnyLayer): void {
  for (const each of withInner(layer)) each[internals].penalties = [];
}

/** A layer and all that it is made of, each once. */
function withInner(layer: AnyLayer, found: Set<AnyLayer> = new Set()): ReadonlySet<AnyLayer> {
  if (found.has(layer)) return found;
  found.add(layer);
  for (const inner of layer[internals].behaviour.layers) withInner(inner, found);
  return found;
}
