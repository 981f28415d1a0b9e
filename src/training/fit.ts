import { Epochs } from '../data/epochs.js';
import { disposeBatch } from '../data/read-data.js';
import { trainableWeightsOf } from '../graph/layer-state.js';
import type { SeedStream } from '../random/random.js';
import { openBackup, type RunBackup, type RunPlace } from './backup-and-restore.js';
import { createRun, type Stoppable, type Training } from './callback.js';
import { CallbackList } from './callback-list.js';
import { evaluateBatches } from './evaluate.js';
import { openSources } from './fit-data.js';
import { namesOfLogs } from './log-names.js';
import type { Logs } from './logs.js';
import { type History, HistoryBuilder } from './logs.js';
import { applyCompiled, pause, reading, training, withinHook } from './model-run.js';
import { compiledState, type RuntimeModel, stepHost, stepModel } from './model-state.js';
import { createProgress, type Progress } from './progress.js';
import { checkFitOptions, type FitOptions } from './run-options.js';
import { trainStep } from './step.js';
import { disposePredictions } from './step-result.js';
import { Tracker } from './tracker.js';

/** Trains a model on data. */
export function fit(model: RuntimeModel, x: unknown, y: unknown, options: FitOptions = {}): Promise<History> {
  const owner = `${model.name}.fit`;
  const state = compiledState(model, owner);
  checkFitOptions('fit', options);
  return training(model, owner, false, async (seeds) => {
    const sources = await openSources(model, owner, state.compiled, x, y, options, seeds.next);
    const { stepsPerEpoch, validationSteps, verbose } = options;
    const data: FitData = {
      training: new Epochs(owner, sources.training, stepsPerEpoch, seeds),
      validation: sources.validation && new Epochs(owner, sources.validation, validationSteps),
    };
    const progress = createProgress(verbose, 'fit');
    try {
      return await runEpochs(model, data, seeds, progress, options);
    } finally {
      progress.close();
      await data.training.close();
      await data.validation?.close();
      sources.training.dispose();
      sources.validation?.dispose();
    }
  });
}

/** Data epoch by epoch. */
interface FitData {
  readonly training: Epochs;
  readonly validation: Epochs | undefined;
}

async function runEpochs(
  model: RuntimeModel,
  data: FitData,
  seeds: SeedStream,
  progress: Progress,
  options: FitOptions,
): Promise<History> {
  const owner = `${model.name}.fit`;
  const { epochs = 1, initialEpoch = 0, validationFreq = 1, signal } = options;
  const isValidated = data.validation !== undefined;
  const history = new HistoryBuilder(namesOfLogs(compiledState(model, owner).compiled, isValidated));
  const run = createTraining(model, isValidated);
  const callbacks = new CallbackList(options.callbacks, (hook) => withinHook(model, owner, hook));
  const parts = { owner, model, ...data, seeds, history, callbacks, run };
  const backup = await openBackup(parts, options.callbacks);
  const resumed = (await backup?.resume(signal)) ?? null;
  await data.validation?.readAhead(signal);
  if (resumed === null) await callbacks.call('onTrainBegin', run);
  let logs = resumed?.logs ?? undefined;
  let begun = resumed?.tracker ? resumed : undefined;
  for (
    let epoch = resumed?.epoch ?? initialEpoch;
    epoch < epochs && !run.isStopped && !data.training.isExhausted;
    epoch++
  ) {
    signal?.throwIfAborted();
    if (begun === undefined) await callbacks.call('onEpochBegin', epoch, run);
    applyCompiled(model);
    const { compiled } = compiledState(model, owner);
    progress.begin(`Epoch ${epoch + 1}/${epochs}`, data.training.batchCount);
    const epochRun = { model, data: data.training, seeds, epoch, callbacks, training: run, progress, backup, begun };
    const trained = await runEpoch(epochRun, logs, signal);
    begun = undefined;
    if (trained === undefined) break;
    logs = trained;
    if (data.validation !== undefined && (epoch + 1) % validationFreq === 0) {
      const { validation: batches } = data;
      await batches.rewind();
      const validation = await reading(model, owner, true, (part) =>
        evaluateBatches(model, compiled, batches, callbacks, null, part, signal),
      );
      const named = Object.entries(validation ?? {}).map(([name, value]) => [`val_${name}`, value]);
      logs = { ...logs, ...Object.fromEntries(named) } as Logs;
    }
    progress.end(logs);
    history.add(epoch, logs);
    await callbacks.call('onEpochEnd', epoch, logs, run);
    await backup?.afterEpoch(epoch, logs);
  }
  compiledState(model, owner).optimizer.finish(trainableWeightsOf(model));
  await callbacks.call('onTrainEnd', logs, run);
  await backup?.end();
  applyCompiled(model);
  return history.build();
}

/** Lets callbacks act on the training of a model. */
function createTraining(model: RuntimeModel, isValidated: boolean): Training & Stoppable {
  const optimizerNow = () => compiledState(model, `${model.name}.fit`).optimizer;
  const training = {
    isValidated,
    get learningRate() {
      return optimizerNow().learningRate;
    },
    set learningRate(value) {
      optimizerNow().learningRate = value;
    },
  };
  return Object.defineProperties(createRun(model), Object.getOwnPropertyDescriptors(training)) as Training & Stoppable;
}

/** An epoch of a run. */
interface EpochRun {
  readonly model: RuntimeModel;
  readonly data: Epochs;
  readonly seeds: SeedStream;
  readonly epoch: number;
  readonly callbacks: CallbackList;
  readonly training: Training & Stoppable;
  readonly progress: Progress;
  readonly backup: RunBackup | undefined;
  /** Where an epoch goes on that had begun when the run was backed up. */
  readonly begun: RunPlace | undefined;
}

/**
 * Trains on the batches of an epoch; `undefined` where there are none any more.
 *
 * @param last the logs of the epoch before.
 */
async function runEpoch(
  { model, data, seeds, epoch, callbacks, training, progress, backup, begun }: EpochRun,
  last: Logs | undefined,
  signal: AbortSignal | undefined,
): Promise<Logs | undefined> {
  const { compiled, optimizer } = compiledState(model, model.name);
  const tracker = new Tracker(compiled);
  const step = stepModel(model, compiled);
  const host = stepHost(model, seeds);
  const first = begun?.batch ?? 0;
  let done = first;
  if (begun?.tracker) tracker.restore(begun.tracker);
  const isWatched = callbacks.has('onTrainBatchEnd');
  let hasWarned = false;
  try {
    for await (const batch of data.next(signal, done)) {
      try {
        signal?.throwIfAborted();
        await callbacks.call('onTrainBatchBegin', done, training);
        const { losses, predictions } = await trainStep(step, optimizer, batch, { ...host, isChecked: done === first });
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
      if (isWatched) await callbacks.call('onTrainBatchEnd', done - 1, await tracker.logs(), training);
      await progress.batchEnd(done, () => tracker.logs());
      if (training.isStopped) break;
      await backup?.afterBatch(epoch, done, last, tracker);
      await pause();
    }
    return done === 0 ? undefined : await tracker.logs();
  } finally {
    tracker.reset();
  }
}
