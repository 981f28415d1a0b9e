import { finite } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received, StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { GivenNumber } from '../types/given.js';
import { announcer, ownCallback, type Training } from './callback.js';
import type { Logs } from './logs.js';
import { createMonitor, type Monitoring, type MonitorOptions } from './monitor.js';

export interface ModelCheckpointOptions<Monitored extends string = string, Batches extends number = number>
  extends MonitorOptions<Monitored> {
  /** Whether to keep only the weights of the best epoch, instead of the last. The default is `false`. */
  readonly saveBestOnly?: boolean;
  /**
   * The number of batches after which weights are saved, again and again; `epoch` saves them at the end of each epoch.
   * The default is `epoch`.
   */
  readonly saveFreq?: 'epoch' | GivenNumber<'ModelCheckpoint: saveFreq', "'epoch' or a positive integer", Batches>;
  /** The value that the first epoch has to exceed to be saved. The default is `null`, any value. */
  readonly initialValueThreshold?: number | null;
}

/** The result of {@link ModelCheckpoint}: a callback that keeps weights. */
export interface ModelCheckpoint<out Monitored extends string = string> extends Monitoring<Monitored> {
  readonly className: 'ModelCheckpoint';
  /** The epoch whose weights are kept, counted from 0; `null` before there is one. */
  readonly epoch: number | null;
  /** The weights, in the order of the model's; `null` before there are any. */
  readonly weights: readonly Float32Array[] | null;
  /**
   * Sets the weights of a model to those that are kept.
   *
   * @param model The model whose weights are set.
   * @throws StateError if there are none yet.
   */
  restore(model: AnyLayer): void;
}

interface Complete extends Required<Omit<ModelCheckpointOptions, 'saveFreq'>> {
  readonly saveFreq: 'epoch' | number | null;
}

const defaults: Complete = {
  monitor: 'val_loss',
  mode: 'auto',
  verbose: 0,
  saveBestOnly: false,
  // `null` is `epoch`: a string would let no number pass.
  saveFreq: null,
  initialValueThreshold: null,
};

/**
 * Keeps the weights of the last epoch, or of the best, in memory; also those of a training that has failed or been aborted.
 * It goes on where it was when training goes on.
 *
 * @throws ArgumentError as training begins, if no epoch will log what is watched.
 *
 * @example
 * const checkpoint = ModelCheckpoint({ monitor: 'val_accuracy', saveBestOnly: true });
 * await model.fit(images, digits, { epochs: 20, validationSplit: 0.2, callbacks: [checkpoint] });
 * checkpoint.restore(model);
 */
export function ModelCheckpoint<const Monitored extends string = 'val_loss', const Batches extends number = number>(
  options: ModelCheckpointOptions<Monitored, Batches> = {},
): ModelCheckpoint<Monitored> {
  const given = completeOptions<Complete>('ModelCheckpoint', defaults, options as ModelCheckpointOptions);
  const { saveBestOnly, initialValueThreshold } = given;
  if (initialValueThreshold !== null) finite('ModelCheckpoint: initialValueThreshold', initialValueThreshold);
  const saveFreq = batchesOf(given.saveFreq ?? 'epoch');
  const announce = announcer('ModelCheckpoint', given.verbose);
  const monitor = createMonitor('ModelCheckpoint', given, 0);
  let best = initialValueThreshold;
  let savedEpoch: number | null = null;
  let weights: readonly Float32Array[] | null = null;
  let presentEpoch = 0;
  let batches = 0;

  const save = async (epoch: number, logs: object, model: AnyLayer) => {
    const value = saveBestOnly ? monitor.valueIn(logs) : undefined;
    if (saveBestOnly && (value === undefined || !monitor.isImprovement(value, best))) return;
    best = value ?? best;
    weights = await model.getWeights();
    savedEpoch = epoch;
    announce(epoch, value === undefined ? 'keeps the weights' : `keeps the weights, with ${given.monitor} ${value}`);
  };

  return ownCallback('ModelCheckpoint', {
    get epoch() {
      return savedEpoch;
    },
    get weights() {
      return weights;
    },
    restore(
      /** The model whose weights are set. */
      model: AnyLayer,
    ) {
      if (weights === null)
        throw new StateError('ModelCheckpoint.restore expects weights that are kept (received none)');
      model.setWeights(weights);
    },
    onTrainBegin({ model, isValidated }: Training) {
      batches = 0;
      // Batches do not log what comes of validation data.
      if (saveBestOnly) monitor.begin({ model, isValidated: isValidated && saveFreq === null });
      // What is named is a mistake where nothing logs it, also if it is not used.
      else if (options.monitor !== undefined) monitor.check({ model, isValidated: true });
    },
    onEpochBegin(epoch: number) {
      presentEpoch = epoch;
    },
    ...(saveFreq === null
      ? { onEpochEnd: (epoch: number, logs: Logs, { model }: Training) => save(epoch, logs, model) }
      : {
          async onTrainBatchEnd(_batch: number, logs: Logs, { model }: Training) {
            batches++;
            if (batches % saveFreq === 0) await save(presentEpoch, logs, model);
          },
        }),
  });
}

/** After how many batches weights are kept; `null` for at the end of epochs. */
function batchesOf(saveFreq: 'epoch' | number): number | null {
  if (saveFreq === 'epoch') return null;
  if (Number.isSafeInteger(saveFreq) && saveFreq > 0) return saveFreq;
  throw new ArgumentError(
    `ModelCheckpoint: saveFreq expects 'epoch' or a positive integer (received ${received(saveFreq)})`,
  );
}
