import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import { announcer, type Callback, type CallbackVerbosity, ownCallback, type Training } from './callback.js';

const defaults: Required<LearningRateSchedulerOptions> = { verbose: 0 };

export interface LearningRateSchedulerOptions {
  /** Whether each learning rate is written to the console; 0, for no, by default. */
  readonly verbose?: CallbackVerbosity;
}

/**
 * Sets the learning rate at the beginning of every epoch, to what a function of the epoch, counted from 0, and the learning
 * rate so far returns.
 *
 * @throws StateError as training begins, if the optimizer's learning rate is a function.
 *
 * @example
 * const fade = LearningRateScheduler((epoch, learningRate) => (epoch < 10 ? learningRate : learningRate * 0.9));
 * await model.fit(images, digits, { epochs: 20, callbacks: [fade] });
 */
export function LearningRateScheduler(
  schedule: (epoch: number, learningRate: number) => number,
  options: LearningRateSchedulerOptions = {},
): Callback {
  const { verbose } = completeOptions('LearningRateScheduler', defaults, options);
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
export function requireSettableLearningRate(training: Training): void {
  const { learningRate } = training;
  training.learningRate = learningRate;
}
