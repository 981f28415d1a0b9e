import { integerFrom, nonNegative } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { GivenOptions } from '../types/given-options.js';
import {
  announcer,
  type Callback,
  type CallbackVerbosity,
  ownCallback,
  type PlainData,
  type Training,
} from './callback.js';
import type { Logs } from './logs.js';
import { createMonitor, type Monitoring, type MonitorNumbers, type MonitorOptions } from './monitor.js';

export interface LearningRateSchedulerOptions {
  /** Whether each learning rate is written to the console; 0, for no, by default. */
  readonly verbose?: CallbackVerbosity;
}

/**
 * Sets the learning rate at the beginning of every epoch, to what a function of the epoch, counted from 0, and the learning
 * rate so far returns.
 *
 * @param schedule A function of the epoch, from 0, and the present learning rate, that returns the learning rate of the
 * epoch.
 * @throws StateError as training begins, if the optimizer's learning rate is a function.
 *
 * @example
 * const fade = LearningRateScheduler((epoch, learningRate) => (epoch < 10 ? learningRate : learningRate * 0.9));
 * await model.fit(images, digits, { epochs: 20, callbacks: [fade] });
 */
export function LearningRateScheduler<const Given = object>(
  schedule: (epoch: number, learningRate: number) => number,
  options?: GivenOptions<'LearningRateScheduler', Given, LearningRateSchedulerOptions, MonitorNumbers>,
): Callback {
  const { verbose } = completeOptions<Required<LearningRateSchedulerOptions>>(
    'LearningRateScheduler',
    { verbose: 0 },
    (options ?? {}) as LearningRateSchedulerOptions,
  );
  const announce = announcer('LearningRateScheduler', verbose);
  if (typeof schedule !== 'function') {
    throw new ArgumentError(`LearningRateScheduler: schedule expects a function (received ${received(schedule)})`);
  }
  return ownCallback('LearningRateScheduler', {
    onTrainBegin: requireSettableLearningRate,
    onEpochBegin(epoch: number, training: Training) {
      const learningRate = schedule(epoch, training.learningRate);
      if (!(Number.isFinite(learningRate) && learningRate >= 0)) {
        throw new ArgumentError(
          `LearningRateScheduler: schedule expects to return a number that is 0 or more (received ${received(learningRate)})`,
        );
      }
      training.learningRate = learningRate;
      announce(epoch, `sets the learning rate to ${learningRate}`);
    },
  });
}

/**
 * Makes a callback that will set the learning rate fail as training begins, not in the middle of it.
 *
 * @throws StateError if the optimizer's learning rate is a function.
 */
function requireSettableLearningRate(training: Training): void {
  const { learningRate } = training;
  training.learningRate = learningRate;
}

export interface ReduceLROnPlateauOptions<Monitored extends string = string> extends MonitorOptions<Monitored> {
  /** The factor of the learning rate, from 0 to less than 1. The default is 0.1. */
  readonly factor?: number;
  /** The number of epochs without improvement after which the learning rate is reduced. The default is 10. */
  readonly patience?: number;
  /** The smallest difference that is an improvement. The default is 0.0001. */
  readonly minDelta?: number;
  /** The number of epochs to wait after a reduction before epochs are counted again. The default is 0. */
  readonly cooldown?: number;
  /** The lower bound of the learning rate. The default is 0. */
  readonly minLr?: number;
}

interface PlateauNumbers extends MonitorNumbers {
  readonly factor: 'a number from 0 to less than 1';
  readonly patience: 'an integer from 0';
  readonly cooldown: 'an integer from 0';
  readonly minLr: 'a number that is 0 or more';
}

/** The result of {@link ReduceLROnPlateau}: a callback. */
export interface ReduceLROnPlateau<out Monitored extends string = string> extends Monitoring<Monitored> {
  readonly className: 'ReduceLROnPlateau';
}

/** What it has seen of a training. */
interface PlateauState extends Readonly<Record<string, PlainData>> {
  readonly best: number | null;
  readonly wait: number;
  readonly toCoolDown: number;
  readonly isFirst: boolean;
}

const defaults: Required<ReduceLROnPlateauOptions> = {
  monitor: 'val_loss',
  mode: 'auto',
  verbose: 0,
  factor: 0.1,
  patience: 10,
  minDelta: 1e-4,
  cooldown: 0,
  minLr: 0,
};

/**
 * Makes the learning rate smaller when a loss or metric does not get better any more.
 *
 * @throws ArgumentError as training begins, if no epoch will log what is watched.
 * @throws StateError as training begins, if the optimizer's learning rate is a function.
 *
 * @example
 * await model.fit(images, digits, {
 *   epochs: 100,
 *   validationSplit: 0.2,
 *   callbacks: [ReduceLROnPlateau({ factor: 0.5, patience: 3, minLr: 1e-5 })],
 * });
 */
export function ReduceLROnPlateau<const Monitored extends string = 'val_loss', const Given = object>(
  options?: GivenOptions<'ReduceLROnPlateau', Given, ReduceLROnPlateauOptions<Monitored>, PlateauNumbers>,
): ReduceLROnPlateau<Monitored> {
  const given = completeOptions('ReduceLROnPlateau', defaults, (options ?? {}) as ReduceLROnPlateauOptions);
  const { factor, patience, cooldown, minLr } = given;
  const monitor = createMonitor('ReduceLROnPlateau', given, given.minDelta);
  if (!(factor >= 0 && factor < 1)) {
    const text = received(factor);
    throw new ArgumentError(`ReduceLROnPlateau: factor expects a number from 0 to less than 1 (received ${text})`);
  }
  const announce = announcer('ReduceLROnPlateau', given.verbose);
  integerFrom('ReduceLROnPlateau: patience', patience, 0);
  integerFrom('ReduceLROnPlateau: cooldown', cooldown, 0);
  nonNegative('ReduceLROnPlateau: minLr', minLr);
  let best: number | null = null;
  let wait = 0;
  let toCoolDown = 0;
  let isFirst = true;

  return ownCallback('ReduceLROnPlateau', {
    onTrainBegin(training: Training) {
      [best, wait, toCoolDown, isFirst] = [null, 0, 0, true];
      monitor.begin(training);
      requireSettableLearningRate(training);
    },
    onBackup: () => ({ best, wait, toCoolDown, isFirst }),
    onResume(state: PlainData, training: Training) {
      ({ best, wait, toCoolDown, isFirst } = state as PlateauState);
      monitor.begin(training);
    },
    onEpochEnd(epoch: number, logs: Logs, training: Training) {
      const value = monitor.valueIn(logs);
      if (value === undefined) return;
      if (toCoolDown > 0) [toCoolDown, wait] = [toCoolDown - 1, 0];
      // As in Keras, counting starts with the first number, whatever it is; but any other is better than NaN.
      const isStart = isFirst && Number.isNaN(value);
      isFirst = false;
      if (isStart) return;
      if (monitor.isImprovement(value, best)) {
        [best, wait] = [value, 0];
        return;
      }
      if (toCoolDown > 0) return;
      wait++;
      if (wait < patience || training.learningRate <= minLr) return;
      training.learningRate = Math.max(training.learningRate * factor, minLr);
      announce(epoch, `sets the learning rate to ${training.learningRate}`);
      [toCoolDown, wait] = [cooldown, 0];
    },
  });
}
