import * as tf from '@tensorflow/tfjs-core';
import { batchItems, isBatchIterable } from '../data/batch-iterable.js';
import { DataError } from '../errors.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import { type Structure, unflatten } from '../graph/structure.js';
import { nextSeed } from '../random/random.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import { arraySource, checkBatchSize, countSamples } from './array-source.js';
import { CallbackList } from './callback-list.js';
import { createRun } from './create-training.js';
import type { RunOptions } from './fit-options.js';
import { materialize } from './materialize.js';
import { exclusively, inputSlots, modelState, type RuntimeModel } from './model-state.js';
import { pause } from './pause.js';
import { predictStep } from './step.js';

/** What a model makes of data; the tensors belong to the caller. */
export function predict(model: RuntimeModel, x: unknown, options: RunOptions = {}): Promise<Structure<Tensor>> {
  const owner = `${model.name}.predict`;
  const batchSize = checkBatchSize(owner, options.batchSize);
  return exclusively(model, owner, async () => {
    const { graph } = model[modelState];
    const callbacks = new CallbackList(options.callbacks);
    const run = createRun(model);
    const parts: (readonly tf.Tensor[])[] = [];
    try {
      await callbacks.call('onPredictBegin', run);
      for await (const inputs of inputBatches(model, owner, x, batchSize)) {
        try {
          options.signal?.throwIfAborted();
          await callbacks.call('onPredictBatchBegin', parts.length, run);
          parts.push(predictStep(graph, inputs, { seed: nextSeed }));
        } finally {
          tf.dispose([...inputs]);
        }
        const last = parts.length - 1;
        await callbacks.call('onPredictBatchEnd', last, inForm(graph, parts[last] as readonly tf.Tensor[]), run);
        if (run.isStopped) break;
        await pause();
      }
      if (parts.length === 0) throw new DataError(`${owner} expects at least one sample (received none)`);
      await callbacks.call('onPredictEnd', run);
      return inForm(
        graph,
        graph.outputs.items.map((_, index) => join(parts.map((part) => part[index] as tf.Tensor))),
      );
    } catch (error) {
      tf.dispose(parts.flat());
      throw error;
    }
  });
}

/** Predictions for one batch, as it is. */
export function predictOnBatch(model: RuntimeModel, x: unknown): Promise<Structure<Tensor>> {
  const owner = `${model.name}.predictOnBatch`;
  return exclusively(model, owner, async () => {
    const { graph } = model[modelState];
    const data = materialize('x', x, graph.inputs.structure, inputSlots(model[modelState]), 'inputs');
    try {
      countSamples(owner, { inputs: data.tensors, targets: [], sampleWeights: [] });
      return inForm(graph, predictStep(graph, data.tensors, { seed: nextSeed }));
    } finally {
      tf.dispose([...data.owned]);
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

/** The inputs batch by batch; they belong to the caller. */
async function* inputBatches(
  model: RuntimeModel,
  owner: string,
  x: unknown,
  batchSize: number,
): AsyncIterable<readonly tf.Tensor[]> {
  const state = model[modelState];
  const slots = inputSlots(state);
  if (isBatchIterable(x)) {
    for await (const batch of batchItems(x)) {
      const data = materialize(
        'x',
        Array.isArray(batch) && slots.length === 1 ? batch[0] : batch,
        state.graph.inputs.structure,
        slots,
        'inputs',
      );
      yield data.tensors.map((tensor) => (data.owned.includes(tensor) ? tensor : tf.clone(tensor)));
    }
    return;
  }
  const data = materialize('x', x, state.graph.inputs.structure, slots, 'inputs');
  const arrays = { inputs: data.tensors, targets: [], sampleWeights: [] };
  try {
    const source = arraySource(owner, arrays, { batchSize, shuffle: false }, () => {});
    for await (const { inputs } of source.batches()) yield inputs;
  } finally {
    tf.dispose([...data.owned]);
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
