import { nonNegative, positive } from '../../arguments/number.js';
import { defineSchedule, type ScheduleFactory } from './define-schedule.js';

export interface PolynomialDecayOptions {
  readonly initialLearningRate: number;
  /** The number of steps until `endLearningRate` is reached. */
  readonly decaySteps: number;
  /** 0.0001 unless given. */
  readonly endLearningRate?: number;
  /** The power of the polynomial: 1, unless given, for a straight line. */
  readonly power?: number;
  /** Whether the decay begins anew, over twice, three times as many steps, whenever it has ended; `false` unless given. */
  readonly cycle?: boolean;
}

/**
 * A learning rate that falls to `endLearningRate` along a polynomial, and stays there.
 *
 * @example
 * SGD({ learningRate: PolynomialDecay({ initialLearningRate: 0.1, decaySteps: 10000, power: 2 }) });
 */
export const PolynomialDecay: ScheduleFactory<PolynomialDecayOptions> = defineSchedule<PolynomialDecayOptions>({
  className: 'PolynomialDecay',
  defaults: { initialLearningRate: undefined, decaySteps: undefined, endLearningRate: 0.0001, power: 1, cycle: false },
  checkOptions: ({ initialLearningRate, decaySteps, endLearningRate, power }) => {
    nonNegative('PolynomialDecay: initialLearningRate', initialLearningRate);
    positive('PolynomialDecay: decaySteps', decaySteps);
    nonNegative('PolynomialDecay: endLearningRate', endLearningRate);
    nonNegative('PolynomialDecay: power', power);
  },
  rate: (iteration, { initialLearningRate, decaySteps, endLearningRate, power, cycle }) => {
    const end = cycle ? decaySteps * Math.max(1, Math.ceil(iteration / decaySteps)) : decaySteps;
    const left = 1 - Math.min(iteration, end) / end;
    return (initialLearningRate - endLearningRate) * left ** power + endLearningRate;
  },
});
