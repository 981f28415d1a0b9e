import { finite, integerFrom } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { DataError } from '../errors.js';
import type { GivenOptions } from '../types/given-options.js';
import { announcer, type Callback, ownCallback, type PlainData, type Training } from './callback.js';
import type { Logs } from './logs.js';
import { createMonitor, type Monitoring, type MonitorNumbers, type MonitorOptions } from './monitor.js';

export interface EarlyStoppingOptions<Monitored extends string = string> extends MonitorOptions<Monitored> {
  /** The smallest difference that is an improvement. The default is 0. */
  readonly minDelta?: number;
  /** The number of epochs without improvement after which training stops. The default is 0. */
  readonly patience?: number;
  /** The value that has to be exceeded for an improvement to count. The default is `null`, any value. */
  readonly baseline?: number | null;
  /** Whether to restore the weights of the best epoch at the end of training. The default is `false`. */
  readonly restoreBestWeights?: boolean;
  /** The first epoch that counts, from 0. The default is 0. */
  readonly startFromEpoch?: number;
}

interface Numbers extends MonitorNumbers {
  readonly patience: 'an integer from 0';
  readonly startFromEpoch: 'an integer from 0';
}

/** The result of {@link EarlyStopping}: a callback, with the epoch at which it stopped and the best one. */
export interface EarlyStopping<out Monitored extends string = string> extends Monitoring<Monitored> {
  readonly className: 'EarlyStopping';
  /** The best number of the last training, or `null` before there is one. */
  readonly best: number | null;
  /** The epoch of the best number, counted from 0. */
  readonly bestEpoch: number | null;
  /** The epoch after which it ended training, or `null` where it did not. */
  readonly stoppedEpoch: number | null;
}

/** What it has seen of a training. */
interface StoppingState extends Readonly<Record<string, PlainData>> {
  readonly best: number | null;
  readonly bestEpoch: number | null;
  readonly stoppedEpoch: number | null;
  readonly bestWeights: readonly Float32Array[] | null;
  readonly wait: number;
  readonly isFirst: boolean;
}

const defaults: Required<EarlyStoppingOptions> = {
  monitor: 'val_loss',
  mode: 'auto',
  verbose: 0,
  minDelta: 0,
  patience: 0,
  baseline: null,
  restoreBestWeights: false,
  startFromEpoch: 0,
};

/**
 * Ends training when a loss or metric does not get better any more.
 *
 * @throws ArgumentError as training begins, if no epoch will log what is watched.
 *
 * @example
 * await model.fit(images, digits, {
 *   epochs: 100,
 *   validationSplit: 0.2,
 *   callbacks: [EarlyStopping({ patience: 3, restoreBestWeights: true })],
 * });
 */
export function EarlyStopping<const Monitored extends string = 'val_loss', const Given = object>(
  options?: GivenOptions<'EarlyStopping', Given, EarlyStoppingOptions<Monitored>, Numbers>,
): EarlyStopping<Monitored> {
  const given = completeOptions('EarlyStopping', defaults, (options ?? {}) as EarlyStoppingOptions);
  const { patience, baseline, restoreBestWeights, startFromEpoch } = given;
  const monitor = createMonitor('EarlyStopping', given, given.minDelta);
  const announce = announcer('EarlyStopping', given.verbose);
  integerFrom('EarlyStopping: patience', patience, 0);
  integerFrom('EarlyStopping: startFromEpoch', startFromEpoch, 0);
  if (baseline !== null) finite('EarlyStopping: baseline', baseline);
  let best: number | null = null;
  let bestEpoch: number | null = null;
  let stoppedEpoch: number | null = null;
  let bestWeights: readonly Float32Array[] | null = null;
  let wait = 0;
  let isFirst = true;

  return ownCallback('EarlyStopping', {
    get best() {
      return best;
    },
    get bestEpoch() {
      return bestEpoch;
    },
    get stoppedEpoch() {
      return stoppedEpoch;
    },
    onTrainBegin(training: Training) {
      [best, bestEpoch, stoppedEpoch, bestWeights, wait, isFirst] = [null, null, null, null, 0, true];
      monitor.begin(training);
    },
    onBackup: () => ({ best, bestEpoch, stoppedEpoch, bestWeights, wait, isFirst }),
    onResume(state: PlainData, training: Training) {
      ({ best, bestEpoch, stoppedEpoch, bestWeights, wait, isFirst } = state as StoppingState);
      monitor.begin(training);
    },
    async onEpochEnd(epoch: number, logs: Logs, training: Training) {
      const value = monitor.valueIn(logs);
      if (value === undefined || epoch < startFromEpoch) return;
      if (restoreBestWeights && bestWeights === null) {
        [bestWeights, bestEpoch] = [await training.model.getWeights(), epoch];
      }
      wait++;
      const isStart = isFirst && Number.isNaN(value);
      isFirst = false;
      if (isStart) {
        // As in Keras, counting starts with the first number, whatever it is; but any other is better than NaN.
        if (baseline === null) wait = 0;
        return;
      }
      if (monitor.isImprovement(value, best)) {
        [best, bestEpoch] = [value, epoch];
        if (restoreBestWeights) bestWeights = await training.model.getWeights();
        if (baseline === null || monitor.isImprovement(value, baseline)) wait = 0;
        return;
      }
      // As in Keras, nothing ends with the first epoch, which there is nothing to compare with.
      if (wait < patience || epoch === 0) return;
      stoppedEpoch = epoch;
      announce(epoch, 'ends training');
      training.stop();
    },
    onTrainEnd(_logs: unknown, { model }: Training) {
      if (bestWeights !== null) {
        model.setWeights(bestWeights);
        announce(bestEpoch ?? 0, 'had the best weights, which are restored');
      }
      bestWeights = null;
    },
  });
}

export interface TerminateOnNaNOptions {
  /** Whether training fails, so that no other callback is told that it has ended; `false` by default. */
  readonly raiseError?: boolean;
}

/**
 * Ends training at the first batch whose loss is not a number, or infinite.
 *
 * @throws DataError at that batch with `raiseError`.
 *
 * @example
 * await model.fit(images, digits, { callbacks: [TerminateOnNaN()] });
 */
export function TerminateOnNaN(options: TerminateOnNaNOptions = {}): Callback {
  const { raiseError } = completeOptions('TerminateOnNaN', { raiseError: false }, options);
  return ownCallback('TerminateOnNaN', {
    onTrainBatchEnd(batch: number, { loss }: Logs, training: Training) {
      if (Number.isFinite(loss)) return;
      if (raiseError) throw new DataError(`TerminateOnNaN expects a finite loss (received ${loss} in batch ${batch})`);
      training.stop();
    },
  });
}
