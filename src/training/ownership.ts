import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals, stateOf, withInnerLayers } from '../graph/layer-state.js';
import { isModel, modelState, type RuntimeModel } from './model-state.js';

/*
 * A model holds its layers, at any depth. The memory of a layer is freed when the last model that holds it is disposed. A
 * model that has become a part of another one no longer holds them itself, unless it is used on its own.
 */

/** Makes a new model hold its layers, instead of the models among them that nobody has used. */
export function holdLayers(model: RuntimeModel): void {
  const layers = withInnerLayers(model);
  for (const layer of layers) {
    if (layer !== model && isModel(layer) && !layer[modelState].isUsed) letGo(layer);
  }
  for (const layer of layers) stateOf(layer).holders.add(model);
}

/** Makes a model that has grown into another one let its layers go, unless it is used on its own. */
export function yieldLayers(model: RuntimeModel): void {
  if (!model[modelState].isUsed) letGo(model);
}

/** @throws StateError if the model is disposed. */
export function requireNotDisposed(model: RuntimeModel, owner: string): void {
  if (!model[modelState].isDisposed) return;
  throw new StateError(`${owner} expects a model that is not disposed (received one that is)`);
}

/**
 * Notes that a model is used on its own: compiled or run, not read or set.
 *
 * @throws StateError if it is disposed.
 */
export function use(model: RuntimeModel, owner: string): void {
  const state = model[modelState];
  requireNotDisposed(model, owner);
  if (state.isUsed) return;
  state.isUsed = true;
  for (const layer of withInnerLayers(model)) stateOf(layer).holders.add(model);
}

/** Disposes a model, and the layers that no other model holds. */
export function disposeModel(model: RuntimeModel): void {
  const state = model[modelState];
  if (state.isDisposed) return;
  endUse(model);
  for (const layer of withInnerLayers(model)) {
    const { holders } = stateOf(layer);
    holders.delete(model);
    if (holders.size > 0) continue;
    if (isModel(layer)) endUse(layer);
    freeLayer(layer);
  }
}

/** Frees what is a model's own: what it was compiled to. */
function endUse(model: RuntimeModel): void {
  const state = model[modelState];
  state.isDisposed = true;
  state.steps.dispose();
  for (const compiled of [state.compiled, state.next]) compiled?.optimizer.release(state.graph);
  state.compiled = undefined;
  state.next = undefined;
}

/** Frees the memory of one layer, without that of layers that it consists of. */
function freeLayer(layer: AnyLayer): void {
  const { state } = layer[internals];
  for (const weight of state.weights ?? []) weight.dispose();
  tf.dispose([...state.recurrent]);
  state.recurrent = [];
  state.penalties = [];
}

function letGo(model: RuntimeModel): void {
  for (const layer of withInnerLayers(model)) stateOf(layer).holders.delete(model);
}
