import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { AnyLayer } from './layer.js';
import { stateOf, withInnerLayers } from './layer-state.js';
import type { Weight } from './weight.js';

/** The penalties that the regularizers of weights add to the loss; `read` gives the value of a weight. */
export function weightPenalties(
  weights: readonly Weight[],
  read: (weight: Weight) => tf.Tensor = (weight) => weight.value,
): readonly tf.Scalar[] {
  return weights.flatMap((weight) => (weight.regularizer ? [weight.regularizer.penalty(read(weight))] : []));
}

/**
 * The penalties of the last `forward` of a layer, or of layers that it consists of.
 *
 * @throws StateError if what `forward` returned is disposed, and the penalties with it.
 */
export function activityPenalties(layer: AnyLayer): readonly tf.Scalar[] {
  const all = [...withInnerLayers(layer)];
  const disposed = all.find((each) => stateOf(each).penalties.some(({ isDisposed }) => isDisposed));
  if (disposed !== undefined) {
    throw new StateError(
      `${layer.name}.losses expects the output of ${disposed.name}.forward not to be disposed (received a disposed tensor)`,
    );
  }
  return all.flatMap((each) => stateOf(each).penalties.map((penalty) => tf.clone(penalty)));
}

/** Forgets the penalties of the last `forward`. */
export function forgetPenalties(layer: AnyLayer): void {
  for (const each of withInnerLayers(layer)) stateOf(each).penalties = [];
}
