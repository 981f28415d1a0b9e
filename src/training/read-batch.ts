import * as tf from '@tensorflow/tfjs-core';
import type { BatchData } from '../data/batch-iterable.js';
import type { Loss } from '../losses/loss.js';
import { countSamples } from './array-source.js';
import type { Batch } from './batch.js';
import { type Materialized, materialize } from './materialize.js';
import { inputSlots, modelState, outputSlots, type RuntimeModel } from './model-state.js';
import { type ClassWeight, sampleWeightsOf } from './sample-weights.js';

/** Data for training or evaluation as tensors, checked as a whole. */
export interface ReadData {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  readonly sampleWeights: readonly (tf.Tensor | undefined)[];
  /** What has been made here, and has to be freed. */
  readonly owned: readonly tf.Tensor[];
}

/** The words for arguments in errors. */
export interface ArgumentNames {
  readonly owner: string;
  readonly inputs: string;
  readonly targets: string;
}

/** What is given, as tensors that fit the model and its losses. */
export async function readData(
  model: RuntimeModel,
  names: ArgumentNames,
  [x, y, sampleWeight]: BatchData,
  losses: readonly (Loss | null)[],
  classWeight?: ClassWeight,
): Promise<ReadData> {
  const state = model[modelState];
  const outputs = outputSlots(state, losses);
  const inputs = materialize(names.inputs, x, state.graph.inputs.structure, inputSlots(state), 'inputs');
  let targets: Materialized | undefined;
  try {
    const samples = inputs.tensors[0]?.shape[0];
    targets = materialize(names.targets, y, state.graph.outputs.structure, outputs, 'targets', samples);
    countSamples(names.owner, { inputs: inputs.tensors, targets: targets.tensors, sampleWeights: [] });
    await checkTargets(names.targets, targets.tensors, outputs, losses);
    const weights = await sampleWeightsOf(names.owner, outputs, targets.tensors, sampleWeight as never, classWeight);
    const owned = [...inputs.owned, ...targets.owned, ...weights.filter((weight) => weight !== undefined)];
    return { inputs: inputs.tensors, targets: targets.tensors, sampleWeights: weights, owned };
  } catch (error) {
    tf.dispose([...inputs.owned, ...(targets?.owned ?? [])]);
    throw error;
  }
}

/** The same, as a batch whose tensors all belong to the caller. */
export async function readBatch(
  model: RuntimeModel,
  names: ArgumentNames,
  data: BatchData,
  losses: readonly (Loss | null)[],
  classWeight?: ClassWeight,
): Promise<Batch> {
  const read = await readData(model, names, data, losses, classWeight);
  const own = (tensor: tf.Tensor): tf.Tensor => (read.owned.includes(tensor) ? tensor : tf.clone(tensor));
  return {
    inputs: read.inputs.map(own),
    targets: read.targets.map(own),
    sampleWeights: read.sampleWeights,
    size: read.inputs[0]?.shape[0] ?? 0,
  };
}

/** Frees a batch. */
export function disposeBatch({ inputs, targets, sampleWeights }: Batch): void {
  tf.dispose([...inputs, ...targets, ...sampleWeights.filter((weight) => weight !== undefined)]);
}

async function checkTargets(
  argument: string,
  targets: readonly tf.Tensor[],
  outputs: readonly { readonly name: string; readonly shape: readonly (number | null)[] }[],
  losses: readonly (Loss | null)[],
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const check = losses[index]?.checkTargets;
    if (check === undefined) continue;
    const name = targets.length === 1 ? argument : `${argument}.${outputs[index]?.name}`;
    check(await target.data(), target.shape, outputs[index]?.shape ?? [], name);
  }
}
