import { completeOptions } from '../arguments/complete-options.js';
import { finite } from '../arguments/number.js';
import { StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { Callback } from './callback.js';
import { createMonitor, type MonitorOptions } from './monitor.js';

export interface ModelCheckpointOptions extends MonitorOptions {
  /** Whether only the weights of the best epoch are kept, not those of the last; `false` unless given. */
  readonly saveBestOnly?: boolean;
  /** What the first epoch has to be better than to be kept; `null`, unless given, for nothing. */
  readonly initialValueThreshold?: number | null;
}

/** What {@link ModelCheckpoint} makes: a callback that keeps weights. */
export interface ModelCheckpoint extends Callback {
  /** The epoch whose weights are kept, counted from 0; `null` before there is one. */
  readonly epoch: number | null;
  /** The weights, in the order of the model's; `null` before there are any. */
  readonly weights: readonly Float32Array[] | null;
  /**
   * Sets the weights of a model to those that are kept.
   *
   * @throws StateError if there are none yet.
   */
  restore(model: AnyLayer): void;
}

const defaults: Required<ModelCheckpointOptions> = {
  monitor: 'val_loss',
  mode: 'auto',
  saveBestOnly: false,
  initialValueThreshold: null,
};

/**
 * Keeps the weights of the last epoch, or of the best, in memory; also those of a training that has failed or been aborted.
 * It goes on where it was when training goes on.
 *
 * @throws ArgumentError as training begins, if the best is to be kept and no epoch will log what is watched.
 *
 * @example
 * const checkpoint = ModelCheckpoint({ monitor: 'val_accuracy', saveBestOnly: true });
 * await model.fit(images, digits, { epochs: 20, validationSplit: 0.2, callbacks: [checkpoint] });
 * checkpoint.restore(model);
 */
export function ModelCheckpoint(options: ModelCheckpointOptions = {}): ModelCheckpoint {
  const given = completeOptions('ModelCheckpoint', defaults, options);
  const { saveBestOnly, initialValueThreshold } = given;
  if (initialValueThreshold !== null) finite('ModelCheckpoint: initialValueThreshold', initialValueThreshold);
  const monitor = createMonitor('ModelCheckpoint', given, 0);
  let best = initialValueThreshold;
  let savedEpoch: number | null = null;
  let weights: readonly Float32Array[] | null = null;

  return {
    get epoch() {
      return savedEpoch;
    },
    get weights() {
      return weights;
    },
    restore(model) {
      if (weights === null)
        throw new StateError('ModelCheckpoint.restore expects weights that are kept (received none)');
      model.setWeights(weights);
    },
    onTrainBegin(training) {
      if (saveBestOnly) monitor.begin(training);
    },
    async onEpochEnd(epoch, logs, { model }) {
      const value = saveBestOnly ? monitor.valueIn(logs) : undefined;
      if (saveBestOnly && (value === undefined || !monitor.isImprovement(value, best))) return;
      best = value ?? best;
      weights = await model.getWeights();
      savedEpoch = epoch;
    },
  };
}
