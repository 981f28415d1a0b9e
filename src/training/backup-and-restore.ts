import { completeOptions } from '../arguments/options.js';
import type { Epochs } from '../data/epochs.js';
import { ArgumentError, DataError, received } from '../errors.js';
import type { SeedStream } from '../random/random.js';
import { type Callback, ownCallback, type Stoppable, type Training } from './callback.js';
import type { CallbackList, CallbackState } from './callback-list.js';
import type { HistoryBuilder, HistoryState, Logs } from './logs.js';
import { checkTarget, type ModelTarget } from './model-files.js';
import type { RuntimeModel } from './model-state.js';
import { restoreTrained, type TrainedState, trainedState } from './run-state.js';
import type { Tracker, TrackerState } from './tracker.js';

export interface BackupAndRestoreOptions {
  /** The number of batches between backups; `epoch` for a backup after each epoch. The default is `epoch`. */
  readonly saveFreq?: 'epoch' | number;
  /** Whether the backup is removed when training has ended. The default is `true`. */
  readonly deleteCheckpoint?: boolean;
}

/** The key of what a callback asks `fit` to do. */
const request: unique symbol = Symbol('backup');

interface Request {
  readonly target: ModelTarget;
  /** The number of batches between backups; `null` for epochs. */
  readonly saveFreq: number | null;
  readonly deleteCheckpoint: boolean;
}

const defaults = { saveFreq: null as unknown, deleteCheckpoint: true };

/**
 * Backs a training up to a file, from which the same call of `fit` in a new process resumes it: it ends with the same
 * weights and the same history as one that has not been interrupted, bit for bit on the same backend. Weights, the state of the
 * optimizer and of callbacks, metrics, the order of the samples and all seeds go on where they were. An epoch that has begun does not
 * begin again.
 *
 * Data that comes in batches is gone through again up to the place, and has to be the same. A callback of your own that has a state
 * gives it by `onBackup`, and takes it by `onResume`.
 *
 * @param path The path of the file; it is replaced in one step, so that a crash leaves the last one.
 * @throws DataError as training begins, if the file cannot be written, is damaged, or is that of another model.
 *
 * @example
 * const backup = callbacks.BackupAndRestore('digits.backup', { saveFreq: 1000 });
 * await model.fit(images, digits, { epochs: 20, callbacks: [backup] });
 */
export function BackupAndRestore(path: ModelTarget, options: BackupAndRestoreOptions = {}): Callback {
  const { saveFreq, deleteCheckpoint } = completeOptions('BackupAndRestore', defaults, options);
  const target = checkTarget('BackupAndRestore', path);
  const isCount = Number.isSafeInteger(saveFreq) && (saveFreq as number) > 0;
  if (saveFreq !== null && saveFreq !== 'epoch' && !isCount) {
    throw new ArgumentError(
      `BackupAndRestore: saveFreq expects 'epoch' or a positive integer (received ${received(saveFreq)})`,
    );
  }
  const asked: Request = { target, saveFreq: isCount ? (saveFreq as number) : null, deleteCheckpoint };
  return ownCallback('BackupAndRestore', { [request]: asked });
}

/** All of a run of `fit` that goes on from step to step. */
export interface RunParts {
  readonly owner: string;
  readonly model: RuntimeModel;
  readonly training: Epochs;
  readonly validation: Epochs | undefined;
  readonly seeds: SeedStream;
  readonly history: HistoryBuilder;
  readonly callbacks: CallbackList;
  readonly run: Training & Stoppable;
}

/** A place in a run, between two batches or epochs. */
export interface RunPlace {
  /** The epoch that goes on, or comes next. */
  readonly epoch: number;
  /** How many of its batches have been trained on. */
  readonly batch: number;
  /** The logs of the last epoch. */
  readonly logs: Logs | null;
  /** What has been seen of the epoch; `null` between epochs. */
  readonly tracker: TrackerState | null;
}

/** A run as data. */
interface RunData extends RunPlace {
  readonly steps: number;
  readonly isStopped: boolean;
  readonly batchCount: number | null;
  readonly model: TrainedState;
  readonly training: ReturnType<Epochs['state']>;
  readonly validation: ReturnType<Epochs['state']> | null;
  readonly random: ReturnType<SeedStream['state']>;
  readonly history: HistoryState;
  readonly callbacks: readonly CallbackState[];
}

/** The backup of a run. */
export interface RunBackup {
  /** Resumes the run where there is a backup; `null` where there is none. */
  resume(signal?: AbortSignal): Promise<RunPlace | null>;
  /** Called after each batch. */
  afterBatch(epoch: number, batch: number, logs: Logs | undefined, tracker: Tracker): Promise<void>;
  /** Called after each epoch. */
  afterEpoch(epoch: number, logs: Logs): Promise<void>;
  /** Called when the run has ended as it should. */
  end(): Promise<void>;
}

/**
 * The backup that a callback asks for; `undefined` where none does.
 *
 * @throws DataError if the file cannot be written.
 */
export async function openBackup(parts: RunParts, callbacks: readonly Callback[] = []): Promise<RunBackup | undefined> {
  const requests = callbacks.flatMap((callback) => (callback as { readonly [request]?: Request })[request] ?? []);
  const [asked] = requests;
  if (asked === undefined) return undefined;
  if (requests.length > 1) throw new ArgumentError('fit: callbacks expects one BackupAndRestore (received several)');
  const { openTarget } = await import('../io/target.js');
  const { openSource } = await import('../io/source.js');
  const { decodeBackup, encodeBackup } = await import('../io/backup-file.js');
  const file = await openTarget(asked.target, 'BackupAndRestore');
  await file.tryWrite();
  let steps = 0;
  const save = async (place: RunPlace) => file.write(encodeBackup(await runData(parts, place, steps), file.name));
  return {
    async resume(signal) {
      if (!(await file.exists())) return null;
      const { bytes } = await openSource(asked.target, 'BackupAndRestore');
      // The format says what it is, and checksums that it is whole.
      const data = decodeBackup(bytes, file.name) as object as RunData;
      await restoreRun(file.name, parts, data, signal);
      steps = data.steps;
      return data;
    },
    async afterBatch(epoch, batch, logs = undefined, tracker) {
      steps++;
      if (asked.saveFreq === null || steps % asked.saveFreq !== 0) return;
      await save({ epoch, batch, logs: logs ?? null, tracker: await tracker.state() });
    },
    async afterEpoch(epoch, logs) {
      if (asked.saveFreq === null) await save({ epoch: epoch + 1, batch: 0, logs, tracker: null });
    },
    end: async () => {
      if (asked.deleteCheckpoint) await file.remove();
    },
  };
}

async function runData(parts: RunParts, place: RunPlace, steps: number): Promise<RunData> {
  const { model, training, validation, seeds, history, callbacks, run } = parts;
  return {
    ...place,
    steps,
    isStopped: run.isStopped,
    batchCount: training.batchCount,
    training: training.state(),
    validation: validation?.state() ?? null,
    random: seeds.state(),
    history: history.state(),
    callbacks: await callbacks.backUp(run),
    model: await trainedState(model),
  };
}

async function restoreRun(owner: string, parts: RunParts, data: RunData, signal?: AbortSignal): Promise<void> {
  const { model, training, validation, seeds, history, callbacks, run } = parts;
  if (data.batchCount !== training.batchCount && data.batchCount !== null && training.batchCount !== null) {
    throw new DataError(
      `${owner} expects the data of its training, ${data.batchCount} batches in an epoch (received ${training.batchCount})`,
    );
  }
  restoreTrained(owner, model, data.model);
  await training.resume(data.training, signal);
  if (data.validation !== null) await validation?.resume(data.validation, signal);
  history.restore(data.history);
  if (data.isStopped) run.stop();
  await callbacks.resume(data.callbacks, run);
  // Last, because shuffling and callbacks have drawn from it.
  seeds.restore(data.random);
}
