import { DataError } from '../errors.js';
import { learn, stateOf, trainableWeightsOf, weightsOf, withInnerLayers } from '../graph/layer-state.js';
import type { Weight } from '../graph/weight.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import { readTensors, type TensorData, tensorOf } from '../tensor/tensor-data.js';
import { show } from '../types/shape.js';
import { compiledState, modelState, type RuntimeModel } from './model-state.js';

/** All that training changes about a model, as data, in the order of its weights and layers. */
export interface TrainedState {
  readonly weights: readonly WeightState[];
  readonly layers: readonly LayerData[];
  readonly optimizer: OptimizerSnapshot;
}

interface WeightState {
  readonly path: string;
  readonly shape: readonly number[];
  /** `null` where it has not been used yet. */
  readonly values: Float32Array | null;
}

interface LayerData {
  readonly className: string;
  readonly trainable: boolean;
  readonly seeds: readonly number[] | null;
  readonly recurrent: readonly TensorData[];
  /** The options that the layer has learned from data. */
  readonly learned: Readonly<Record<string, unknown>>;
}

/** The state of a model between two steps. */
export async function trainedState(model: RuntimeModel): Promise<TrainedState> {
  const { optimizer } = compiledState(model, model.name);
  // A callback may show averages in the place of weights until the next step.
  optimizer.showAverages(false, trainableWeightsOf(model));
  const isUsed = (weight: Weight) => weight.isAllocated || !weight.isInitial;
  const weights = weightsOf(model).map(async (weight) => ({
    path: weight.path,
    shape: weight.shape,
    values: isUsed(weight) ? await weight.read() : null,
  }));
  const layers = [...withInnerLayers(model)].map(async (layer) => {
    const { trainable, seeds, recurrent, learned } = stateOf(layer);
    return { className: layer.className, trainable, seeds, recurrent: await readTensors(recurrent), learned };
  });
  const exported = optimizer.export();
  return { weights: await Promise.all(weights), layers: await Promise.all(layers), optimizer: await exported };
}

/**
 * Sets the state of a model: all of it, or nothing.
 *
 * @param owner the name of the file in errors.
 * @throws DataError if it is the state of another model.
 */
export function restoreTrained(owner: string, model: RuntimeModel, state: TrainedState): void {
  const weights = weightsOf(model);
  const layers = [...withInnerLayers(model)];
  const [expected, present] = [state.layers, layers].map((list) => list.map(({ className }) => className).join(', '));
  if (expected !== present) {
    throw new DataError(`${owner} expects a model of the layers ${expected} (received ${present})`);
  }
  const shapes = [state.weights, weights].map((list) => list.map(({ shape }) => show(shape)).join(', '));
  if (shapes[0] !== shapes[1]) {
    throw new DataError(`${owner} expects a model with weights of ${shapes[0]} (received ${shapes[1]})`);
  }
  const { optimizer } = compiledState(model, model.name);
  // Layers without names of their own are numbered anew in each program.
  const paths = new Map(state.weights.map(({ path }, index) => [path, weights[index]?.path ?? path]));
  const slots = state.optimizer.slots.map((slot) => ({ ...slot, weight: paths.get(slot.weight) ?? slot.weight }));
  state.weights.forEach(({ values }, index) => {
    if (values !== null) weights[index]?.assign(values);
  });
  layers.forEach((layer, index) => {
    const { trainable, seeds, recurrent, learned } = state.layers[index] as LayerData;
    const own = stateOf(layer);
    own.trainable = trainable;
    own.seeds = seeds;
    for (const tensor of own.recurrent) tensor.dispose();
    own.recurrent = recurrent.map(tensorOf);
    if (Object.keys(learned).length > 0) learn(layer, learned);
  });
  // Frozen layers are frozen again by now.
  optimizer.import({ ...state.optimizer, slots }, trainableWeightsOf(model), model[modelState].graph);
}
