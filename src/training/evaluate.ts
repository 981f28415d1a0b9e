import * as tf from '@tensorflow/tfjs-core';
import { arraySource, type BatchSource, batchSizeFor, iterableSource } from '../data/batch-source.js';
import { isBatchIterable } from '../data/batches.js';
import { Epochs } from '../data/epochs.js';
import { type ArgumentNames, argumentNames, disposeBatch, readBatch, readData } from '../data/read-data.js';
import { createRun } from './callback.js';
import { CallbackList } from './callback-list.js';
import type { Compiled } from './compile.js';
import type { Logs } from './logs.js';
import { pause, type Reading, reading } from './model-run.js';
import {
  compiledState,
  fixedBatchSize,
  modelState,
  type RuntimeModel,
  slotsOf,
  stepHost,
  stepModel,
} from './model-state.js';
import { createProgress, type Progress } from './progress.js';
import { checkEvaluateOptions, type EvaluateOptions } from './run-options.js';
import { testStep } from './step.js';
import { disposePredictions } from './step-result.js';
import { Tracker } from './tracker.js';

/** Losses and metrics over data, without training. */
export function evaluate(model: RuntimeModel, x: unknown, y: unknown, options: EvaluateOptions = {}): Promise<Logs> {
  const owner = `${model.name}.evaluate`;
  const { compiled } = compiledState(model, owner);
  checkEvaluateOptions('evaluate', options);
  return reading(model, owner, false, async (run) => {
    const { batchSize, steps, sampleWeight, signal } = options;
    const names = argumentNames(owner);
    const cut = { argument: 'evaluate: batchSize', batchSize, steps };
    const source = await evaluationSource(model, compiled, names, [x, y, sampleWeight], cut);
    const epochs = new Epochs(owner, source, steps);
    const progress = createProgress(options.verbose, 'evaluate');
    try {
      progress.begin('', epochs.batchCount);
      const callbacks = new CallbackList(options.callbacks);
      const logs = await evaluateBatches(model, compiled, epochs, callbacks, progress, run, signal);
      progress.end(logs ?? {});
      // Without a batch there has been an error.
      return logs as Logs;
    } finally {
      progress.close();
      await epochs.close();
      source.dispose();
    }
  });
}

/** How data that is evaluated is cut into batches. */
export interface EvaluationCut {
  /** The name of the batch size in errors. */
  readonly argument: string;
  readonly batchSize: number | undefined;
  readonly steps: number | undefined;
}

/** Batches of data to evaluate, in its order. */
export async function evaluationSource(
  model: RuntimeModel,
  compiled: Compiled,
  names: ArgumentNames,
  [x, y, sampleWeight]: readonly [x: unknown, y: unknown, sampleWeight?: unknown],
  { argument, batchSize, steps }: EvaluationCut,
): Promise<BatchSource> {
  const state = model[modelState];
  const slots = slotsOf(state, compiled);
  if (isBatchIterable(x) && y === undefined) {
    return iterableSource(names.owner, x, (data) => readBatch(slots, names, data));
  }
  const data = await readData(slots, names, [x, y, sampleWeight], 'samples');
  const free = () => tf.dispose([...data.owned]);
  try {
    const { samples } = data;
    const size = batchSizeFor(argument, batchSize, { samples, steps, fixed: fixedBatchSize(state) });
    return arraySource(data, { batchSize: size, shuffle: null, from: 0, to: samples }, free);
  } catch (error) {
    free();
    throw error;
  }
}

/** Goes through the batches of an epoch; `undefined` where there are none any more. */
export async function evaluateBatches(
  model: RuntimeModel,
  compiled: Compiled,
  epochs: Epochs,
  callbacks: CallbackList,
  progress: Progress | null,
  reading: Reading,
  signal?: AbortSignal,
): Promise<Logs | undefined> {
  const tracker = new Tracker(compiled);
  const step = stepModel(model, compiled);
  const run = createRun(model);
  const isWatched = callbacks.has('onTestBatchEnd');
  const { updates, seeds } = reading;
  const host = stepHost(model, seeds);
  let done = 0;
  try {
    await callbacks.call('onTestBegin', run);
    if (callbacks.has('onTestBegin')) reading.refresh();
    for await (const batch of epochs.next(signal)) {
      try {
        signal?.throwIfAborted();
        await callbacks.call('onTestBatchBegin', done, run);
        const { losses, predictions } = await testStep(step, batch, host, updates);
        try {
          tracker.update(losses, predictions, batch);
        } finally {
          disposePredictions(predictions);
        }
      } finally {
        disposeBatch(batch);
      }
      done++;
      if (isWatched) await callbacks.call('onTestBatchEnd', done - 1, await tracker.logs(), run);
      await progress?.batchEnd(done, () => tracker.logs());
      if (run.isStopped) break;
      await pause();
    }
    if (done === 0) return undefined;
    const logs = await tracker.logs();
    await callbacks.call('onTestEnd', logs, run);
    return logs;
  } finally {
    tracker.reset();
  }
}
