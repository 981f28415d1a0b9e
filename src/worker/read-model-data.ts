import { trainableWeightsOf } from '../graph/layer-state.js';
import type { OwnClasses } from '../io/config-reader.js';
import { restoreModel } from '../io/restore-model.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { assignWeights, type ModelData } from './model-data.js';

/** The model of a message. Weights without values get theirs in this thread, from the seed of the run that first needs them. */
export function readModelData(data: ModelData, classes: OwnClasses): RuntimeModel {
  const { config, compileConfig, weights, optimizer } = data;
  const file = {
    owner: 'load',
    config: { ...config },
    compileConfig,
    keepsPhase: true,
    pairs: () => [],
    optimizer: () => [],
    assets: new Map<string, string>(),
  };
  const model = restoreModel(file, { compile: true, classes });
  assignWeights(model, weights);
  const state = model[modelState];
  if (optimizer !== null) state.compiled?.optimizer.import(optimizer, trainableWeightsOf(model), state.graph);
  return model;
}
