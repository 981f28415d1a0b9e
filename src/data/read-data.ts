import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import { unnamed } from '../types/shape.js';
import type { BatchData } from './batches.js';
import { type ClassWeight, withClassWeight } from './class-weight.js';
import type { Extent } from './fitting-shape.js';
import type { Slots } from './one-tensor.js';
import { sampleWeightsOf, type WeightTensors } from './sample-weights.js';
import { type Materialized, materialize } from './several-tensors.js';

/** The tensors of a model that data is for. */
export interface ModelSlots {
  readonly inputs: Slots;
  readonly outputs: Slots;
}

/** Data as tensors: every tensor has one row for each sample. */
export interface Arrays {
  readonly inputs: readonly tf.Tensor[];
  /** `undefined` for an output that is compared with nothing. */
  readonly targets: readonly (tf.Tensor | undefined)[];
  /** A weight for each sample, for each output; `undefined` where all count the same. */
  readonly sampleWeights: WeightTensors;
}

/** Data for training or evaluation, checked as a whole. */
export interface ReadData extends Arrays {
  readonly samples: number;
  /** What has been made here, and has to be freed. */
  readonly owned: readonly tf.Tensor[];
}

/** What messages call the arguments of a call: `model.fit`, `x`, `y`. */
export interface ArgumentNames {
  readonly owner: string;
  readonly inputs: string;
  readonly targets: string;
  readonly sampleWeight: string;
}

/** The arguments of most calls. */
export function argumentNames(owner: string): ArgumentNames {
  return { owner, inputs: 'x', targets: 'y', sampleWeight: `${owner.slice(owner.lastIndexOf('.') + 1)}: sampleWeight` };
}

/**
 * What is given, as tensors that fit a model and its losses.
 *
 * @throws DataError naming the argument that does not fit; then nothing is left behind.
 */
export async function readData(
  slots: ModelSlots,
  names: ArgumentNames,
  [x, y, sampleWeight]: BatchData,
  extent: Extent,
): Promise<ReadData> {
  const inputs = materialize(names.inputs, x, slots.inputs, 'inputs', extent);
  let targets: Materialized | undefined;
  let weights: WeightTensors = [];
  try {
    targets = materialize(names.targets, y, slots.outputs, 'targets', extent, inputs);
    const samples = countSamples(names.owner, [...inputs.tensors, ...targets.tensors]);
    await checkTargets(names.targets, targets.tensors, slots.outputs);
    weights = await sampleWeightsOf(names.sampleWeight, sampleWeight, slots.outputs, samples);
    return {
      // Inputs are never optional.
      inputs: inputs.tensors as readonly tf.Tensor[],
      targets: targets.tensors,
      sampleWeights: weights,
      samples,
      owned: [...inputs.owned, ...targets.owned, ...given(weights)],
    };
  } catch (error) {
    tf.dispose([...inputs.owned, ...(targets?.owned ?? [])]);
    throw error;
  }
}

/** Some samples at once: what a step takes. Its tensors belong to whoever asked for it. */
export interface Batch extends Arrays {
  readonly size: number;
}

/** What is given as one batch, whose tensors all belong to the caller. */
export async function readBatch(
  slots: ModelSlots,
  names: ArgumentNames,
  data: BatchData,
  classWeight?: ClassWeight,
): Promise<Batch> {
  const read = await readData(slots, names, data, 'batch');
  const own = <Given extends tf.Tensor | undefined>(tensor: Given): Given =>
    tensor === undefined || read.owned.includes(tensor) ? tensor : (tf.clone(tensor) as Given);
  const batch = { ...read, inputs: read.inputs.map(own), targets: read.targets.map(own), size: read.samples };
  if (classWeight === undefined) return batch;
  try {
    const argument = `${names.owner}: classWeight`;
    const sampleWeights = await withClassWeight(argument, classWeight, slots.outputs, read.targets, read.sampleWeights);
    tf.dispose(given(read.sampleWeights));
    return { ...batch, sampleWeights };
  } catch (error) {
    disposeBatch(batch);
    throw error;
  }
}

/** Frees a batch. */
export function disposeBatch({ inputs, targets, sampleWeights }: Arrays): void {
  tf.dispose([...inputs, ...given(targets), ...given(sampleWeights)]);
}

/** How many samples there are; throws where tensors disagree, or where there are none. */
export function countSamples(owner: string, tensors: readonly (tf.Tensor | undefined)[]): number {
  const counts = given(tensors).map(({ shape }) => shape[0] ?? 0);
  const [count = 0] = counts;
  if (counts.some((other) => other !== count)) {
    throw new DataError(
      `${owner} expects as many targets as inputs, and all of one length (received ${counts.join(', ')} samples)`,
    );
  }
  if (count === 0) throw new DataError(`${owner} expects at least one sample (received none)`);
  return count;
}

async function checkTargets(
  argument: string,
  targets: readonly (tf.Tensor | undefined)[],
  { items }: Slots,
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const slot = items[index];
    const check = slot?.loss?.checkTargets;
    if (target === undefined || slot === undefined || check === undefined) continue;
    const name = targets.length === 1 ? argument : `${argument}.${slot.name}`;
    // The size of the batch has been checked, or is not that of the whole.
    check(await target.data(), target.shape, [null, ...unnamed(slot.shape.slice(1))], name);
  }
}

function given(tensors: readonly (tf.Tensor | undefined)[]): tf.Tensor[] {
  return tensors.filter((tensor) => tensor !== undefined);
}
