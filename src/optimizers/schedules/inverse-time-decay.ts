import { defineSchedule, type ScheduleFactory } from './define-schedule.js';
import { checkStepwiseDecay, decaysDone, type StepwiseDecayOptions } from './stepwise-decay.js';

/**
 * A learning rate that is divided by a number that grows from 1 by `decayRate` in every `decaySteps` steps.
 *
 * @example
 * SGD({ learningRate: InverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.5 }) });
 */
export const InverseTimeDecay: ScheduleFactory<StepwiseDecayOptions> = defineSchedule<StepwiseDecayOptions>({
  className: 'InverseTimeDecay',
  defaults: { initialLearningRate: undefined, decaySteps: undefined, decayRate: undefined, staircase: false },
  checkOptions: (options) => checkStepwiseDecay('InverseTimeDecay', options),
  rate: (iteration, options) => options.initialLearningRate / (1 + options.decayRate * decaysDone(iteration, options)),
});
