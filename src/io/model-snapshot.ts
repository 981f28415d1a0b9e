import * as tf from '@tensorflow/tfjs-core';
import { ready } from '../backends/backend.js';
import { bytesReader } from '../backends/values.js';
import type { AnyLayer } from '../graph/layer.js';
import type { Weight } from '../graph/weight.js';
import { ownCopy } from '../tensor/tensor.js';
import { isModel, modelState } from '../training/model-state.js';
import { compileConfig } from './compile-config.js';
import type { NamedWritable, NumberArray } from './formats/named-array.js';
import type { JsonRecord, KerasConfig } from './keras-config.js';
import { listedWeights } from './match-names.js';
import { optimizerArrays } from './optimizer-variables.js';
import { toKerasConfig } from './to-keras-config.js';
import { trainedInKerasOrder, weightGroups } from './weight-tree.js';

/** The values of a weight, by its path: a `name` that depends on nothing but the model. They are copied when they are written. */
type WeightArray = NamedWritable;

/** The arrays of a layer, or of one inside it, in one place of a file. */
export interface ArrayGroup {
  readonly path: string;
  readonly name: string;
  readonly arrays: readonly WeightArray[];
}

/** A model as data, of the moment of the call: what files are written from. */
export interface ModelSnapshot {
  readonly config: KerasConfig;
  /** How the model is compiled; `null` where it is not. */
  readonly compileConfig: JsonRecord | null;
  readonly groups: readonly ArrayGroup[];
  /** The layers of the model, each with all arrays of it in the order of Keras' old files. */
  readonly layers: readonly { readonly name: string; readonly arrays: readonly WeightArray[] }[];
  /** The variables of the optimizer in Keras' order; `null` where there is none. */
  readonly optimizer: { readonly name: string; readonly arrays: readonly NumberArray[] } | null;
}

/** Which parts of a model a snapshot has. */
export interface SnapshotOptions {
  /** Whether the optimizer and its state are part of it. */
  readonly includesOptimizer: boolean;
}

/**
 * What `use` makes of the model as data. The values of weights are those of this moment, although they are copied later: each is
 * held by a second tensor, which shares its memory, until `use` has ended.
 *
 * @throws ArgumentError if it holds a function that has no name.
 */
export async function withSnapshot<Result>(
  model: AnyLayer,
  options: SnapshotOptions,
  use: (snapshot: ModelSnapshot) => Promise<Result>,
): Promise<Result> {
  const held = new Map<Weight, tf.Tensor>();
  try {
    return await use(await modelSnapshot(model, options, held));
  } finally {
    tf.dispose([...held.values()]);
  }
}

async function modelSnapshot(
  model: AnyLayer,
  { includesOptimizer }: SnapshotOptions,
  held: Map<Weight, tf.Tensor>,
): Promise<ModelSnapshot> {
  const config = toKerasConfig(model);
  const compiled = isModel(model) ? model[modelState].compiled : undefined;
  const isCompiled = compiled !== undefined && includesOptimizer;
  const written = isCompiled ? compileConfig(compiled.compiled, hasNamedOutputs(model)) : null;
  // Weights get their memory from a backend.
  await ready();
  const arrayOf = new Map<Weight, WeightArray>();
  const groups = weightGroups(model).map(({ path, name, weights }) => ({
    path,
    name,
    arrays: weights.map((weight) => {
      const tensor = ownCopy<tf.Tensor>(weight.value);
      held.set(weight, tensor);
      const array = {
        name: weight.path,
        shape: weight.shape,
        dtype: 'float32' as const,
        copy: bytesReader(tensor),
      };
      arrayOf.set(weight, array);
      return array;
    }),
  }));
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    arrays: listedWeights(layer).flatMap((weight) => arrayOf.get(weight) ?? []),
  }));
  const snapshot = isCompiled ? await compiled.optimizer.export() : null;
  const rule = compiled?.optimizer.rule;
  return {
    config,
    compileConfig: written,
    groups,
    layers,
    optimizer:
      snapshot === null || rule === undefined
        ? null
        : { name: rule.name, arrays: await optimizerArrays(rule, snapshot, trainedInKerasOrder(model)) },
  };
}

/** Whether the outputs of a model are a record. */
export function hasNamedOutputs(model: AnyLayer): boolean {
  const structure = isModel(model) ? model[modelState].graph.outputs.structure : 'one';
  return structure !== 'one' && 'names' in structure;
}
