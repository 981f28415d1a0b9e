import * as tf from '@tensorflow/tfjs-core';
import { arraySource, type BatchSource, batchSizeFor, iterableSource } from '../data/batch-source.js';
import { isBatchIterable } from '../data/batches.js';
import { Epochs } from '../data/epochs.js';
import type { Slots } from '../data/one-tensor.js';
import { type Batch, countSamples, disposeBatch } from '../data/read-data.js';
import { materialize } from '../data/several-tensors.js';
import { DataError } from '../errors.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import { type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { SizesOf, TypeOf } from '../graph/tensors.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import type { Shape } from '../types/shape.js';
import { createRun } from './callback.js';
import { CallbackList } from './callback-list.js';
import { pause, type Reading, reading } from './model-run.js';
import { fixedBatchSize, modelState, type RuntimeModel, slotsOf, stepGraph, stepHost } from './model-state.js';
import { createProgress } from './progress.js';
import { checkRunOptions, type RunOptions } from './run-options.js';
import { predictStep } from './step.js';

/** The tensors that a model gives for its outputs, with a row for each sample, also where the size of batches is fixed. */
export type ResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Unlimited<Dimensions>>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: ResultFor<Outputs[Key]> };

/** The tensors that a model gives for one batch. */
export type BatchResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Dimensions>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: BatchResultFor<Outputs[Key]> };

type Unlimited<Dimensions extends Shape> = Dimensions extends readonly [number, ...infer Sample extends Shape]
  ? [null, ...Sample]
  : Dimensions;

/** The predictions of a model for data; the tensors belong to the caller. */
export function predict(model: RuntimeModel, x: unknown, options: RunOptions = {}): Promise<Structure<Tensor>> {
  const owner = `${model.name}.predict`;
  checkRunOptions('predict', options);
  return reading(model, owner, false, async (run) => {
    const source = inputSource(model, owner, x, options);
    const epochs = new Epochs(owner, source, options.steps);
    try {
      return await predictBatches(model, epochs, run, options);
    } finally {
      await epochs.close();
      source.dispose();
    }
  });
}

async function predictBatches(
  model: RuntimeModel,
  epochs: Epochs,
  reading: Reading,
  options: RunOptions,
): Promise<Structure<Tensor>> {
  const { seeds, updates } = reading;
  const { graph } = model[modelState];
  const { signal } = options;
  const step = stepGraph(model);
  const host = stepHost(model, seeds);
  const callbacks = new CallbackList(options.callbacks);
  const run = createRun(model);
  const parts: (readonly tf.Tensor[])[] = [];
  const progress = createProgress(options.verbose, 'predict');
  try {
    await callbacks.call('onPredictBegin', run);
    if (callbacks.has('onPredictBegin')) reading.refresh();
    progress.begin('', epochs.batchCount);
    for await (const batch of epochs.next(signal)) {
      try {
        signal?.throwIfAborted();
        await callbacks.call('onPredictBatchBegin', parts.length, run);
        parts.push(await predictStep(step, batch.inputs, host, updates));
      } finally {
        disposeBatch(batch);
      }
      const last = parts.length - 1;
      await callbacks.call('onPredictBatchEnd', last, inForm(graph, parts[last] as readonly tf.Tensor[]), run);
      await progress.batchEnd(parts.length, () => ({}));
      if (run.isStopped) break;
      await pause();
    }
    await callbacks.call('onPredictEnd', run);
    progress.end({});
    return inForm(
      graph,
      graph.outputs.items.map((_, index) => join(parts.map((part) => part[index] as tf.Tensor))),
    );
  } catch (error) {
    tf.dispose(parts.flat());
    throw error;
  } finally {
    progress.close();
  }
}

/** Predictions for one batch, which is not split. */
export function predictOnBatch(model: RuntimeModel, x: unknown): Promise<Structure<Tensor>> {
  const owner = `${model.name}.predictOnBatch`;
  return reading(model, owner, false, async ({ seeds, updates }) => {
    const state = model[modelState];
    const batch = inputBatch(owner, x, slotsOf(state).inputs);
    try {
      return inForm(state.graph, await predictStep(stepGraph(model), batch.inputs, stepHost(model, seeds), updates));
    } finally {
      disposeBatch(batch);
    }
  });
}

/** Tensors for the outputs of a model, in their form. */
function inForm({ outputs }: FunctionalGraph, tensors: readonly tf.Tensor[]): Structure<Tensor> {
  return unflatten(
    outputs.structure,
    tensors.map((tensor) => asTensor<number[], 'float32'>(tensor)),
  );
}

function inputSource(model: RuntimeModel, owner: string, x: unknown, options: RunOptions): BatchSource {
  const state = model[modelState];
  const { inputs } = slotsOf(state);
  if (isBatchIterable(x)) {
    return iterableSource(
      owner,
      x,
      async ([batch]) => inputBatch(owner, batch, inputs),
      (item) => [item],
    );
  }
  const data = materialize('x', x, inputs, 'inputs', 'samples');
  const free = () => tf.dispose([...data.owned]);
  try {
    const samples = countSamples(owner, data.tensors);
    const fixed = fixedBatchSize(state);
    const { steps } = options;
    const batchSize = batchSizeFor('predict: batchSize', options.batchSize, { samples, steps, fixed });
    // Inputs are never optional.
    const arrays = { inputs: data.tensors as readonly tf.Tensor[], targets: [], sampleWeights: [] };
    return arraySource(arrays, { batchSize, shuffle: null, from: 0, to: samples }, free);
  } catch (error) {
    free();
    throw error;
  }
}

/** One batch of inputs, alone or as `fit` takes it: `[x]`, `[x, y]`, `[x, y, sampleWeight]`. Its tensors belong to the caller. */
function inputBatch(owner: string, given: unknown, inputs: Slots): Batch {
  const { tensors, owned } = inputTensors(given, inputs);
  try {
    const size = countSamples(owner, tensors);
    const own = tensors.map((tensor) => (owned.includes(tensor) ? tensor : tf.clone(tensor)));
    return { inputs: own, targets: [], sampleWeights: [], size };
  } catch (error) {
    tf.dispose([...owned]);
    throw error;
  }
}

function inputTensors(
  given: unknown,
  inputs: Slots,
): { readonly tensors: readonly tf.Tensor[]; readonly owned: readonly tf.Tensor[] } {
  const read = (value: unknown) => {
    const { tensors, owned } = materialize('x', value, inputs, 'inputs', 'batch');
    // Inputs are never optional.
    return { tensors: tensors as readonly tf.Tensor[], owned };
  };
  try {
    return read(given);
  } catch (error) {
    if (!(error instanceof DataError) || !Array.isArray(given) || given.length < 1 || given.length > 3) throw error;
    try {
      return read(given[0]);
    } catch {
      throw error;
    }
  }
}

/** Batches one after the other, as one tensor. */
function join(parts: readonly tf.Tensor[]): tf.Tensor {
  const [first] = parts;
  if (parts.length === 1) return first as tf.Tensor;
  const joined = tf.concat([...parts], 0);
  tf.dispose([...parts]);
  return joined;
}
