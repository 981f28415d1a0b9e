import { defineSchedule, type ScheduleFactory } from './define-schedule.js';
import { checkStepwiseDecay, decaysDone, type StepwiseDecayOptions } from './stepwise-decay.js';

/**
 * A learning rate that is multiplied by `decayRate` in every `decaySteps` steps.
 *
 * @example
 * Adam({ learningRate: ExponentialDecay({ initialLearningRate: 0.01, decaySteps: 1000, decayRate: 0.9 }) });
 */
export const ExponentialDecay: ScheduleFactory<StepwiseDecayOptions> = defineSchedule<StepwiseDecayOptions>({
  className: 'ExponentialDecay',
  defaults: { initialLearningRate: undefined, decaySteps: undefined, decayRate: undefined, staircase: false },
  checkOptions: (options) => checkStepwiseDecay('ExponentialDecay', options),
  rate: (iteration, options) => options.initialLearningRate * options.decayRate ** decaysDone(iteration, options),
});
