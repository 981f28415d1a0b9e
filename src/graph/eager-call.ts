import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, StateError } from '../errors.js';
import { nextSeed } from '../random/random.js';
import type { DType } from '../types/dtype.js';
import { build } from './infer.js';
import type { AnyLayer, CallOptions } from './layer.js';
import { internals, stateOf, withInnerLayers } from './layer-state.js';
import { mapArguments, readArguments } from './named-arguments.js';
import { runLayer } from './run-graph.js';
import { type StateUpdates, updatesOfStep, withUpdates } from './state-updates.js';
import { flatten, mapFlat, type Structure, unflatten } from './structure.js';
import { withValues } from './tensor-kinds.js';
import { releaseValue, type TensorSpec, type Value, valueOf } from './value.js';
import type { Weight } from './weight.js';

/**
 * Calls a layer on tensors with values, which runs at once. A layer that is not built yet is built for them.
 *
 * In a step whose gradients are computed, the state of layers, such as moving statistics, changes when the step succeeds; else
 * at once.
 */
export function callOnValues(
  layer: AnyLayer,
  input: Structure<tf.Tensor>,
  { training = false, ...options }: CallOptions,
): Structure<tf.Tensor> {
  const owner = layer.name;
  layer[internals].beforeRun?.();
  const inputs = flatten(input, withValues.has, owner, withValues.several);
  const named = readArguments(owner, layer[internals].program.callArguments, options, withValues);
  const inference = build(layer, { inputs: mapFlat(inputs, specOf), named: mapArguments(named, specOf) });
  forgetPenalties(layer);
  const step = updatesOfStep();
  const { structure, items } = step ? run(step) : withUpdates(run);
  return unflatten(structure, items);

  function run(updates: StateUpdates): { structure: typeof inference.outputs.structure; items: tf.Tensor[] } {
    const items: tf.Tensor[] = [];
    tf.tidy(() => {
      const penalties: tf.Scalar[] = [];
      const call = { inputs: mapFlat(inputs, valueOf), named: mapArguments(named, valueOf) };
      const values = runLayer(inference, call, {
        training,
        isFrozen: false,
        // Its gradients may be computed.
        freesEarly: false,
        checked: new Set(),
        mayRead: step === undefined,
        updates,
        seed: nextSeed,
        penalize: (penalty) => {
          penalties.push(penalty);
        },
      }).items;
      for (const [index, value] of values.entries()) {
        const released = releaseValue(value as Value, index === 0 ? penalties : []);
        items.push(released.tensor);
        if (index === 0) stateOf(layer).penalties = released.companions;
      }
      return items;
    });
    return { structure: inference.outputs.structure, items };
  }

  function specOf({ shape, dtype, isDisposed }: tf.Tensor): TensorSpec {
    if (isDisposed) throw new ArgumentError(`${owner} expects tensors (received one that is disposed)`);
    return { shape, dtype: dtype as DType };
  }
}

/** The penalties that the regularizers of weights add to the loss; `read` gives the value of a weight. */
export function weightPenalties(
  weights: readonly Weight[],
  read: (weight: Weight) => tf.Tensor = (weight) => weight.value,
): readonly tf.Scalar[] {
  return weights.flatMap((weight) => (weight.regularizer ? [weight.regularizer.penalty(read(weight))] : []));
}

/**
 * The penalties of the last call of a layer on tensors that have values, or of layers that it consists of.
 *
 * @throws StateError if the outputs of the call are disposed, and the penalties with them.
 */
export function activityPenalties(layer: AnyLayer): readonly tf.Scalar[] {
  const all = [...withInnerLayers(layer)];
  const disposed = all.find((each) => stateOf(each).penalties.some(({ isDisposed }) => isDisposed));
  if (disposed !== undefined) {
    throw new StateError(
      `${layer.name}.losses expects the output of ${disposed.name} not to be disposed (received a disposed tensor)`,
    );
  }
  return all.flatMap((each) => stateOf(each).penalties.map((penalty) => tf.clone(penalty)));
}

/** Forgets the penalties of the last call on tensors that have values. */
export function forgetPenalties(layer: AnyLayer): void {
  for (const each of withInnerLayers(layer)) stateOf(each).penalties = [];
}
