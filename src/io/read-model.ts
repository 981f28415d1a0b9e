import type { LayerOptions } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { withAddedLoss } from '../training/added-losses.js';
import { createModel } from '../training/model.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { sequentialOf } from '../training/sequential.js';
import { isFunctional } from './graph-config.js';
import { layersIn, sequentialInput } from './input-config.js';
import { type JsonRecord, type KerasConfig, misshapen } from './keras-config.js';
import { type GraphContext, readGraph } from './read-graph.js';

/** The model that a configuration describes; `undefined` where it describes something else. */
export function readModel(
  { class_name: name, config }: KerasConfig,
  path: string,
  context: GraphContext,
): AnyLayer | undefined {
  const place = `${path}.config`;
  if (isFunctional(name)) {
    const { inputs, outputs, added } = readGraph(config, place, context);
    const model = createModel('Functional', inputs, outputs, modelOptions(config, place)) as RuntimeModel;
    const state = model[modelState];
    for (const loss of added) state.added = withAddedLoss(place, state.graph, state.added, loss);
    return model;
  }
  const input = name === 'Sequential' ? sequentialInput(config, place) : undefined;
  if (input === undefined) return undefined;
  const layers = layersIn(config, place).flatMap((each, index) =>
    each.class_name === 'InputLayer' ? [] : [context.layer(each, `${place}.layers[${index}]`)],
  );
  return sequentialOf([input, ...layers], modelOptions(config, place)) as AnyLayer;
}

/** The options of any layer, in the configuration of a model. */
function modelOptions({ name = null, trainable = null }: JsonRecord, path: string): LayerOptions {
  if (name !== null && typeof name !== 'string') throw misshapen(`${path}.name`, 'the name of the model', name);
  if (trainable !== null && typeof trainable !== 'boolean')
    throw misshapen(`${path}.trainable`, 'a boolean', trainable);
  return { ...(name !== null && { name }), ...(trainable !== null && { trainable }) };
}
