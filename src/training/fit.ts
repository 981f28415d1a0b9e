import * as tf from '@tensorflow/tfjs-core';
import { isBatchIterable } from '../data/batch-iterable.js';
import { ArgumentError } from '../errors.js';
import { trainableWeightsOf } from '../graph/layer-state.js';
import { nextSeed } from '../random/random.js';
import { arraySource, checkBatchSize, countSamples } from './array-source.js';
import type { BatchSource } from './batch.js';
import type { Training } from './callback.js';
import { CallbackList } from './callback-list.js';
import { checkFitOptions } from './check-fit-options.js';
import type { Compiled } from './compile.js';
import { createProgress } from './create-progress.js';
import { createTraining, type Stoppable } from './create-training.js';
import { evaluateSource, evaluationSource } from './evaluate.js';
import type { FitOptions } from './fit-options.js';
import { type History, HistoryBuilder } from './history.js';
import { iterableSource } from './iterable-source.js';
import { namesOfLogs } from './logged-values.js';
import type { Logs } from './logs.js';
import { compiledState, exclusively, type RuntimeModel, stepModel } from './model-state.js';
import { pause } from './pause.js';
import type { Progress } from './progress.js';
import { disposeBatch, readBatch, readData } from './read-batch.js';
import { disposePredictions, trainStep } from './step.js';
import { Tracker } from './tracker.js';

/** Trains a model on data. */
export function fit(model: RuntimeModel, x: unknown, y: unknown, options: FitOptions = {}): Promise<History> {
  const owner = `${model.name}.fit`;
  const state = compiledState(model, owner);
  checkFitOptions(owner, options);
  return exclusively(model, owner, async () => {
    const sources = await openSources(model, owner, state.compiled, x, y, options);
    const progress = await createProgress(options.verbose);
    try {
      return await run(model, sources, progress, options);
    } finally {
      progress.close();
      sources.training.dispose();
      sources.validation?.dispose();
    }
  });
}

interface Sources {
  readonly training: BatchSource;
  readonly validation: BatchSource | undefined;
}

async function run(model: RuntimeModel, sources: Sources, progress: Progress, options: FitOptions): Promise<History> {
  const { epochs = 1, initialEpoch = 0, validationFreq = 1, signal } = options;
  const { compiled, optimizer } = compiledState(model, model.name);
  const isValidated = sources.validation !== undefined;
  const history = new HistoryBuilder(namesOfLogs(compiled, isValidated));
  const training = createTraining(model, isValidated);
  const callbacks = new CallbackList(options.callbacks);
  let logs: Logs | undefined;
  await callbacks.call('onTrainBegin', training);
  for (let epoch = initialEpoch; epoch < epochs && !training.isStopped; epoch++) {
    signal?.throwIfAborted();
    await callbacks.call('onEpochBegin', epoch, training);
    progress.epochBegin(epoch, epochs, options.stepsPerEpoch ?? sources.training.batchCount);
    logs = await runEpoch(model, sources.training, epoch, callbacks, training, progress, options);
    if (sources.validation !== undefined && (epoch + 1) % validationFreq === 0) {
      const validation = await evaluateSource(model, compiled, sources.validation, callbacks, signal);
      const named = Object.entries(validation).map(([name, value]) => [`val_${name}`, value]);
      logs = { ...logs, ...Object.fromEntries(named) } as Logs;
    }
    progress.epochEnd(logs);
    history.add(epoch, logs);
    await callbacks.call('onEpochEnd', epoch, logs, training);
  }
  optimizer.finish(trainableWeightsOf(model));
  await callbacks.call('onTrainEnd', logs, training);
  return history.build();
}

async function runEpoch(
  model: RuntimeModel,
  source: BatchSource,
  epoch: number,
  callbacks: CallbackList,
  training: Training & Stoppable,
  progress: Progress,
  { signal, stepsPerEpoch }: FitOptions,
): Promise<Logs> {
  const { compiled, optimizer } = compiledState(model, model.name);
  const tracker = new Tracker(compiled);
  const step = stepModel(model, compiled);
  let done = 0;
  const isWatched = callbacks.has('onTrainBatchEnd');
  let hasWarned = false;
  try {
    for await (const batch of source.batches()) {
      try {
        signal?.throwIfAborted();
        await callbacks.call('onTrainBatchBegin', done, training);
        const { losses, predictions } = await trainStep(step, optimizer, batch, { seed: nextSeed });
        try {
          tracker.update(losses, predictions, batch);
        } finally {
          disposePredictions(predictions);
        }
        if (!Number.isFinite(losses.loss) && !hasWarned) {
          hasWarned = true;
          console.warn(
            `${model.name}.fit: the loss is ${losses.loss} in epoch ${epoch + 1}, batch ${done + 1}; the callback ` +
              'TerminateOnNaN() stops there. A smaller learning rate, or data without NaN, may help',
          );
        }
      } finally {
        disposeBatch(batch);
      }
      done++;
      if (isWatched) await callbacks.call('onTrainBatchEnd', done - 1, tracker.logs(), training);
      progress.batchEnd(done, () => tracker.logs());
      if (training.isStopped || done === stepsPerEpoch) break;
      await pause();
    }
    return tracker.logs();
  } finally {
    tracker.reset();
  }
}

async function openSources(
  model: RuntimeModel,
  owner: string,
  compiled: Compiled,
  x: unknown,
  y: unknown,
  options: FitOptions,
): Promise<Sources> {
  const names = { owner, inputs: 'x', targets: 'y' };
  const batchSize = checkBatchSize(owner, options.batchSize);
  const losses = compiled.outputs.map(({ loss }) => loss);
  if (isBatchIterable(x) && y === undefined) {
    if (options.validationSplit !== undefined) {
      throw new ArgumentError(
        `${owner}: validationSplit expects data as a whole (received batches); give validationData`,
      );
    }
    const training = iterableSource(owner, x, (data) => readBatch(model, names, data, losses, options.classWeight));
    return { training, validation: await validationSource(model, owner, compiled, options) };
  }
  const data = await readData(model, names, [x, y, options.sampleWeight], losses, options.classWeight);
  const free = () => tf.dispose([...data.owned]);
  try {
    const count = countSamples(owner, data);
    const split = splitAt(owner, count, options.validationSplit);
    const shuffle = options.shuffle ?? true;
    const training = arraySource(owner, data, { batchSize, shuffle, to: split }, free);
    if (split === count) return { training, validation: await validationSource(model, owner, compiled, options) };
    const validationSize = options.validationBatchSize ?? batchSize;
    return {
      training,
      validation: arraySource(
        owner,
        data,
        { batchSize: validationSize, shuffle: false, from: split, to: count },
        () => {},
      ),
    };
  } catch (error) {
    free();
    throw error;
  }
}

async function validationSource(
  model: RuntimeModel,
  owner: string,
  compiled: Compiled,
  options: FitOptions,
): Promise<BatchSource | undefined> {
  const { validationData } = options;
  if (validationData === undefined) return undefined;
  const names = { owner, inputs: 'validationData.0', targets: 'validationData.1' };
  const batchSize = options.validationBatchSize ?? options.batchSize;
  const parts = Array.isArray(validationData) ? validationData : [validationData, undefined];
  return evaluationSource(model, compiled, names, [parts[0], parts[1], parts[2]], batchSize);
}

/** Where the part to validate on begins; `count` where there is none. */
function splitAt(owner: string, count: number, validationSplit = 0): number {
  if (!(validationSplit >= 0 && validationSplit < 1)) {
    throw new ArgumentError(
      `${owner}: validationSplit expects a number from 0 to less than 1 (received ${validationSplit})`,
    );
  }
  const split = Math.floor(count * (1 - validationSplit));
  if (split > 0 && (validationSplit === 0 || split < count)) return split;
  throw new ArgumentError(
    `${owner}: validationSplit expects to leave samples on both sides (received ${validationSplit} of ${count} samples)`,
  );
}
