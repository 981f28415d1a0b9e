import { readyForModels } from '../backends/backend.js';
import type { AnyLayer } from '../graph/layer.js';
import { trainableWeightsOf } from '../graph/layer-state.js';
import type { Weight } from '../graph/weight.js';
import type { JsonRecord, KerasConfig } from '../io/keras-config.js';
import { weightGroups } from '../io/weight-tree.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';

/** The values of the weights of a model in their order in files; `null` for those that have none yet. */
export type WeightsData = readonly (Float32Array | null)[];

/** A model as a message. */
export interface ModelData {
  readonly config: KerasConfig;
  /** How the model is compiled; `null` where it is not. */
  readonly compileConfig: JsonRecord | null;
  readonly weights: WeightsData;
  readonly optimizer: OptimizerSnapshot | null;
}

/** All weights of a model, in an order that follows from the model. */
export function orderedWeights(model: AnyLayer): readonly Weight[] {
  return weightGroups(model).flatMap(({ weights }) => weights);
}

/** Whether a weight has values. */
export function hasValues(weight: Weight): boolean {
  return weight.isAllocated || !weight.isInitial;
}

/** Copies of the values of a model's weights. Weights that have none get none by that. */
export function weightsData(model: AnyLayer): Promise<WeightsData> {
  return Promise.all(orderedWeights(model).map((weight) => (hasValues(weight) ? weight.read() : null)));
}

/** Sets the weights of a model to values of a model that is like it. */
export function assignWeights(model: AnyLayer, data: WeightsData): void {
  orderedWeights(model).forEach((weight, index) => {
    const values = data[index];
    if (values) weight.assign(values);
  });
}

/** Sets the state of a model's optimizer to that of a model that is like it. */
export async function assignOptimizer(model: RuntimeModel, data: OptimizerSnapshot): Promise<void> {
  await readyForModels();
  const { compiled, graph } = model[modelState];
  compiled?.optimizer.import(data, trainableWeightsOf(model), graph);
}

/** The memory of the values of weights. */
export function memoryOf(weights: WeightsData): readonly ArrayBuffer[] {
  return weights.flatMap((values) => (values === null ? [] : [values.buffer as ArrayBuffer]));
}
