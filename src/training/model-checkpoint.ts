import { finite } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received, StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { GivenOptions } from '../types/given-options.js';
import { announcer, ownCallback, type PlainData, type Training } from './callback.js';
import { type FilePattern, filePattern } from './file-pattern.js';
import { namesOfLogs } from './log-names.js';
import type { Logs } from './logs.js';
import { checkSavable, checkTarget, loadWeights, type ModelTarget, saveModel, saveWeights } from './model-files.js';
import { compiledState, type RuntimeModel } from './model-state.js';
import { createMonitor, type Monitoring, type MonitorNumbers, type MonitorOptions } from './monitor.js';

export interface ModelCheckpointOptions<Monitored extends string = string> extends MonitorOptions<Monitored> {
  /** Whether to keep only the best epoch, instead of the last. The default is `false`. */
  readonly saveBestOnly?: boolean;
  /**
   * Whether files have the weights alone, and not the model and the state of its optimizer. The default is `false`. In memory,
   * weights alone are kept.
   */
  readonly saveWeightsOnly?: boolean;
  /**
   * The number of batches after which the model is saved, again and again; `epoch` saves it at the end of each epoch.
   * The default is `epoch`.
   */
  readonly saveFreq?: 'epoch' | number;
  /** The value that the first epoch has to exceed to be saved. The default is `null`, any value. */
  readonly initialValueThreshold?: number | null;
}

interface Numbers extends MonitorNumbers {
  readonly saveFreq: "'epoch' or a positive integer";
}

/** The path, or the options where weights are kept in memory. */
type GivenPath<First, Options> = [First] extends [never]
  ? First
  : [First] extends [ModelTarget]
    ? ModelTarget
    : GivenOptions<'ModelCheckpoint', First, Options, Numbers>;

/** The result of {@link ModelCheckpoint}: a callback that saves models, or keeps weights. */
export interface ModelCheckpoint<out Monitored extends string = string> extends Monitoring<Monitored> {
  readonly className: 'ModelCheckpoint';
  /** The epoch that is saved, counted from 0; `null` before there is one. */
  readonly epoch: number | null;
  /** The path of the last file; `null` before there is one, or where weights are kept in memory. */
  readonly path: string | null;
  /** The weights, in the order of the model's; `null` before there are any, or where they are in files. */
  readonly weights: readonly Float32Array[] | null;
  /**
   * Sets the weights of a model to those that are saved, in a file or in memory.
   *
   * @param model The model whose weights are set.
   * @throws StateError if there are none yet; DataError if the file is damaged.
   */
  restore(model: AnyLayer): Promise<void>;
}

interface Complete extends Required<Omit<ModelCheckpointOptions, 'saveFreq'>> {
  readonly saveFreq: 'epoch' | number | null;
}

const defaults: Complete = {
  monitor: 'val_loss',
  mode: 'auto',
  verbose: 0,
  saveBestOnly: false,
  saveWeightsOnly: false,
  // `null` is `epoch`: a string would let no number pass.
  saveFreq: null,
  initialValueThreshold: null,
};

/** What it has saved of a training. */
interface CheckpointState extends Readonly<Record<string, PlainData>> {
  readonly best: number | null;
  readonly savedEpoch: number | null;
  readonly savedPath: string | null;
  readonly weights: readonly Float32Array[] | null;
  readonly presentEpoch: number;
  readonly batches: number;
}

/**
 * Saves the model after each epoch, or each best one, to files. In the path, numbers of the logs may stand in braces, with how
 * they are shown: `{epoch}` and `{batch}` count from 1. A file is replaced at once, so that a crash leaves the last one.
 *
 * Without a path it keeps weights in memory; also those of a training that has failed or been aborted. It goes on where it was when
 * training goes on.
 *
 * @param path The path of the files, as of `model.save`: of `.keras`, or of `.weights.h5` with `saveWeightsOnly`.
 * @throws ArgumentError as training begins, if no epoch will log what is watched, or what stands in the path; DataError if the
 * file cannot be written.
 *
 * @example
 * const best = callbacks.ModelCheckpoint('digits-{epoch:02d}-{val_loss:.2f}.keras', { saveBestOnly: true });
 * await model.fit(images, digits, { epochs: 20, validationSplit: 0.2, callbacks: [best] });
 * await best.restore(model);
 */
export function ModelCheckpoint<
  const Monitored extends string = 'val_loss',
  const First = object,
  const Second = object,
>(
  path?: GivenPath<First, ModelCheckpointOptions<Monitored>>,
  options?: GivenOptions<'ModelCheckpoint', Second, ModelCheckpointOptions<Monitored>, Numbers>,
): ModelCheckpoint<Monitored> {
  const isPath = typeof path === 'string' || path instanceof URL;
  const stated = ((isPath ? options : path) ?? {}) as ModelCheckpointOptions;
  const given = completeOptions<Complete>('ModelCheckpoint', defaults, stated);
  const { saveBestOnly, saveWeightsOnly, initialValueThreshold } = given;
  if (initialValueThreshold !== null) finite('ModelCheckpoint: initialValueThreshold', initialValueThreshold);
  const saveFreq = batchesOf(given.saveFreq ?? 'epoch');
  const announce = announcer('ModelCheckpoint', given.verbose);
  const monitor = createMonitor('ModelCheckpoint', given, 0);
  const pattern = isPath ? patternOf(checkTarget('ModelCheckpoint', path)) : null;
  const kind = saveWeightsOnly ? 'weights' : 'model';
  let best = initialValueThreshold;
  let savedEpoch: number | null = null;
  let savedPath: string | null = null;
  let weights: readonly Float32Array[] | null = null;
  let presentEpoch = 0;
  let batches = 0;

  const save = async (epoch: number, batch: number, logs: Logs, model: AnyLayer) => {
    const value = saveBestOnly ? monitor.valueIn(logs) : undefined;
    if (saveBestOnly && (value === undefined || !monitor.isImprovement(value, best))) return;
    if (pattern === null) weights = await model.getWeights();
    else {
      const path = pattern.fill({ ...logs, epoch: epoch + 1, batch: batch + 1 });
      const write = saveWeightsOnly ? saveWeights : saveModel;
      await write(model as RuntimeModel, path, undefined, 'ModelCheckpoint');
      savedPath = path;
    }
    // Only now: a file that could not be written is none that others have to be better than.
    best = value ?? best;
    savedEpoch = epoch;
    const what = pattern === null ? 'keeps the weights' : `saves the ${kind} to ${savedPath}`;
    announce(epoch, value === undefined ? what : `${what}, with ${given.monitor} ${value}`);
  };
  const begin = async (training: Training) => {
    const { model, isValidated } = training;
    // Batches do not log what comes of validation data.
    if (saveBestOnly) monitor.begin({ model, isValidated: isValidated && saveFreq === null });
    // What is named is a mistake where nothing logs it, also if it is not used.
    else if (stated.monitor !== undefined) monitor.check({ model, isValidated: true });
    if (pattern === null) return;
    const logged = namesOfLogs(compiledState(model as RuntimeModel, 'ModelCheckpoint').compiled, isValidated);
    pattern.check([
      'epoch',
      ...(saveFreq === null ? logged : ['batch', ...logged.filter((name) => !/^val_/.test(name))]),
    ]);
    await checkSavable('ModelCheckpoint', pattern.fill({ epoch: 1, batch: 1 }), kind);
  };

  return ownCallback('ModelCheckpoint', {
    get epoch() {
      return savedEpoch;
    },
    get path() {
      return savedPath;
    },
    get weights() {
      return weights;
    },
    async restore(
      /** The model whose weights are set. */
      model: AnyLayer,
    ) {
      if (savedPath !== null) return loadWeights(model as RuntimeModel, savedPath, {}, 'ModelCheckpoint.restore');
      if (weights === null)
        throw new StateError('ModelCheckpoint.restore expects weights that are kept (received none)');
      model.setWeights(weights);
    },
    onTrainBegin(training: Training) {
      batches = 0;
      return begin(training);
    },
    onBackup: () => ({ best, savedEpoch, savedPath, weights, presentEpoch, batches }),
    onResume(state: PlainData, training: Training) {
      ({ best, savedEpoch, savedPath, weights, presentEpoch, batches } = state as CheckpointState);
      return begin(training);
    },
    onEpochBegin(epoch: number) {
      presentEpoch = epoch;
    },
    ...(saveFreq === null
      ? { onEpochEnd: (epoch: number, logs: Logs, { model }: Training) => save(epoch, 0, logs, model) }
      : {
          async onTrainBatchEnd(batch: number, logs: Logs, { model }: Training) {
            batches++;
            if (batches % saveFreq === 0) await save(presentEpoch, batch, logs, model);
          },
        }),
  });
}

function patternOf(target: ModelTarget): FilePattern {
  // Braces of a URL are escaped.
  return filePattern('ModelCheckpoint: path', typeof target === 'string' ? target : decodeURI(target.href));
}

/** After how many batches weights are kept; `null` for at the end of epochs. */
function batchesOf(saveFreq: 'epoch' | number): number | null {
  if (saveFreq === 'epoch') return null;
  if (Number.isSafeInteger(saveFreq) && saveFreq > 0) return saveFreq;
  throw new ArgumentError(
    `ModelCheckpoint: saveFreq expects 'epoch' or a positive integer (received ${received(saveFreq)})`,
  );
}
