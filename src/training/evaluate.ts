import * as tf from '@tensorflow/tfjs-core';
import { isBatchIterable } from '../data/batch-iterable.js';
import { nextSeed } from '../random/random.js';
import { arraySource, checkBatchSize } from './array-source.js';
import type { BatchSource } from './batch.js';
import { CallbackList } from './callback-list.js';
import type { Compiled } from './compile.js';
import { createRun } from './create-training.js';
import type { EvaluateOptions } from './fit-options.js';
import { iterableSource } from './iterable-source.js';
import type { Logs } from './logs.js';
import { compiledState, exclusively, type RuntimeModel, stepModel } from './model-state.js';
import { pause } from './pause.js';
import { type ArgumentNames, disposeBatch, readBatch, readData } from './read-batch.js';
import { disposePredictions, testStep } from './step.js';
import { Tracker } from './tracker.js';

/** Losses and metrics over data, without training. */
export function evaluate(model: RuntimeModel, x: unknown, y: unknown, options: EvaluateOptions = {}): Promise<Logs> {
  const owner = `${model.name}.evaluate`;
  const { compiled } = compiledState(model, owner);
  return exclusively(model, owner, async () => {
    const names = { owner, inputs: 'x', targets: 'y' };
    const source = await evaluationSource(model, compiled, names, [x, y, options.sampleWeight], options.batchSize);
    try {
      return await evaluateSource(model, compiled, source, new CallbackList(options.callbacks), options.signal);
    } finally {
      source.dispose();
    }
  });
}

/** Batches of data to evaluate, in its order. */
export async function evaluationSource(
  model: RuntimeModel,
  compiled: Compiled,
  names: ArgumentNames,
  [x, y, sampleWeight]: readonly [x: unknown, y: unknown, sampleWeight?: unknown],
  batchSize: number | undefined,
): Promise<BatchSource> {
  const size = checkBatchSize(names.owner, batchSize);
  const losses = compiled.outputs.map(({ loss }) => loss);
  if (isBatchIterable(x) && y === undefined) {
    return iterableSource(names.owner, x, (data) => readBatch(model, names, data, losses));
  }
  const data = await readData(model, names, [x, y, sampleWeight], losses);
  return arraySource(names.owner, data, { batchSize: size, shuffle: false }, () => tf.dispose([...data.owned]));
}

/** Goes through batches once. */
export async function evaluateSource(
  model: RuntimeModel,
  compiled: Compiled,
  source: BatchSource,
  callbacks: CallbackList,
  signal?: AbortSignal,
): Promise<Logs> {
  const tracker = new Tracker(compiled);
  const step = stepModel(model, compiled);
  const run = createRun(model);
  const isWatched = callbacks.has('onTestBatchEnd');
  let done = 0;
  try {
    await callbacks.call('onTestBegin', run);
    for await (const batch of source.batches()) {
      try {
        signal?.throwIfAborted();
        await callbacks.call('onTestBatchBegin', done, run);
        const { losses, predictions } = await testStep(step, batch, { seed: nextSeed });
        try {
          tracker.update(losses, predictions, batch);
        } finally {
          disposePredictions(predictions);
        }
      } finally {
        disposeBatch(batch);
      }
      if (isWatched) await callbacks.call('onTestBatchEnd', done, tracker.logs(), run);
      done++;
      if (run.isStopped) break;
      await pause();
    }
    const logs = tracker.logs();
    await callbacks.call('onTestEnd', logs, run);
    return logs;
  } finally {
    tracker.reset();
  }
}
