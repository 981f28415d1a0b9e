import { integerFrom } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { positionalAs } from '../arguments/positional.js';
import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { weightsOf } from '../graph/layer-state.js';
import type { GivenOptions } from '../types/given-options.js';
import { type Callback, type ModelRun, ownCallback, type PlainData, type Training } from './callback.js';
import { histogram, type Summary, scalar } from './event-file/event.js';
import { type EventFile, eventFile } from './event-file/event-file.js';
import type { Logs } from './logs.js';
import { compiledState, type RuntimeModel } from './model-state.js';

export interface TensorBoardOptions {
  /** The number of epochs between histograms of the weights. The default is 0, no histograms. */
  readonly histogramFreq?: number;
  /**
   * The number of batches between records of losses and metrics; `batch` is 1, and `epoch` records them only after each
   * epoch. The default is `epoch`.
   */
  readonly updateFreq?: 'epoch' | 'batch' | number;
  /** Whether to record the number of steps per second. The default is `false`. */
  readonly writeStepsPerSecond?: boolean;
}

interface Numbers {
  readonly histogramFreq: 'an integer from 0';
  readonly updateFreq: "'epoch', 'batch' or a positive integer";
}

const defaults = { histogramFreq: 0, updateFreq: null as unknown, writeStepsPerSecond: false };

/**
 * Writes losses and metrics to files that TensorBoard shows: those of epochs to the folders `train` and `validation` in
 * `logDir`, which is `logs` by default, and histograms of weights if wanted. Only for Node.
 *
 * Tags are Keras': `epoch_loss`, `epoch_learning_rate`, `batch_loss`, `evaluation_loss_vs_iterations`.
 *
 * @throws StateError where there are no files.
 *
 * @example
 * await model.fit(images, digits, { epochs: 20, callbacks: [TensorBoard('logs', { histogramFreq: 1 })] });
 * // tensorboard --logdir logs
 */
export const TensorBoard: <const Given = object>(
  /** The folder of the event files. The default is `logs`. */
  logDir?: string,
  options?: GivenOptions<'TensorBoard', Given, TensorBoardOptions, Numbers>,
) => Callback = positionalAs(['logDir'], (logDir: string = 'logs', options: TensorBoardOptions = {}) => {
  const { histogramFreq, updateFreq, writeStepsPerSecond } = completeOptions('TensorBoard', defaults, options);
  integerFrom('TensorBoard: histogramFreq', histogramFreq, 0);
  const batches = batchesOf(updateFreq ?? 'epoch');
  if (typeof logDir !== 'string' || logDir === '') {
    throw new ArgumentError(`TensorBoard: logDir expects the path of a folder (received ${received(logDir)})`);
  }
  let files = openFiles(logDir);
  let batch = 0;
  let epochStart = { time: 0, batch: 0 };
  let batchStart = 0;

  return ownCallback('TensorBoard', {
    async onTrainBegin() {
      files = openFiles(logDir);
      batch = 0;
      await files.train.open();
    },
    onBackup: () => batch,
    async onResume(state: PlainData) {
      files = openFiles(logDir);
      batch = Number(state);
      epochStart = { time: performance.now(), batch };
      await files.train.open();
    },
    onEpochBegin() {
      epochStart = { time: performance.now(), batch };
    },
    onTrainBatchBegin() {
      batch++;
      batchStart = performance.now();
    },
    ...(batches !== null && {
      async onTrainBatchEnd(_batch: number, logs: Logs) {
        if (batch % batches !== 0) return;
        const speed = writeStepsPerSecond ? { steps_per_second: perSecond(1, batchStart) } : {};
        await files.train.write(scalars('batch', { ...logs, ...speed }, batch));
      },
    }),
    async onTestEnd(logs: Logs, { model }: ModelRun) {
      const { iteration } = compiledState(model as RuntimeModel, 'TensorBoard').optimizer;
      const summaries = Object.entries(logs).map(([name, value]) =>
        scalar(`evaluation_${name}_vs_iterations`, value, iteration),
      );
      await files.validation.write(summaries);
    },
    async onEpochEnd(epoch: number, logs: Logs, { learningRate, model }: Training) {
      const { train, validation } = parted(logs);
      const speed = writeStepsPerSecond
        ? { steps_per_second: perSecond(batch - epochStart.batch, epochStart.time) }
        : {};
      await files.train.write(scalars('epoch', { ...train, learning_rate: learningRate, ...speed }, epoch));
      await files.validation.write(scalars('epoch', validation, epoch));
      if (histogramFreq > 0 && epoch % histogramFreq === 0) await files.train.write(await histograms(model, epoch));
    },
  });
});

interface Files {
  readonly train: EventFile;
  readonly validation: EventFile;
}

function openFiles(logDir: string): Files {
  return { train: eventFile(`${logDir}/train`), validation: eventFile(`${logDir}/validation`) };
}

/** After how many batches something is written; `null` for never. */
function batchesOf(updateFreq: unknown): number | null {
  if (updateFreq === 'epoch') return null;
  if (updateFreq === 'batch') return 1;
  if (Number.isSafeInteger(updateFreq) && (updateFreq as number) > 0) return updateFreq as number;
  throw new ArgumentError(
    `TensorBoard: updateFreq expects 'epoch', 'batch' or a positive integer (received ${received(updateFreq)})`,
  );
}

function scalars(prefix: string, numbers: Readonly<Record<string, number>>, step: number): readonly Summary[] {
  return Object.entries(numbers).map(([name, value]) => scalar(`${prefix}_${name}`, value, step));
}

/** The numbers of the training data, and those of the validation data without their prefix. */
function parted(logs: Logs): Readonly<Record<'train' | 'validation', Readonly<Record<string, number>>>> {
  const entries: readonly (readonly [string, number])[] = Object.entries(logs);
  const isValidation = ([name]: readonly [string, number]) => name.startsWith('val_');
  return {
    train: Object.fromEntries(entries.filter((entry) => !isValidation(entry))),
    validation: Object.fromEntries(entries.filter(isValidation).map(([name, value]) => [name.slice(4), value])),
  };
}

async function histograms(model: AnyLayer, epoch: number): Promise<readonly Summary[]> {
  const summaries = weightsOf(model).map(async (weight) =>
    histogram(`${weight.path}/histogram`, await weight.read(), epoch),
  );
  return Promise.all(summaries);
}

function perSecond(count: number, start: number): number {
  return (count * 1000) / Math.max(performance.now() - start, Number.EPSILON);
}
