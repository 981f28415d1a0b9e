import { nonNegative, positive } from '../../arguments/number.js';
import { ArgumentError } from '../../errors.js';
import { defineSchedule, type ScheduleFactory } from './define-schedule.js';
import { halfCosine } from './half-cosine.js';

export interface CosineDecayOptions {
  readonly initialLearningRate: number;
  /** The number of steps, after those of the warm-up, in which the learning rate falls. */
  readonly decaySteps: number;
  /** The part of the learning rate that is left at the end, 0 unless given. */
  readonly alpha?: number;
  /** The learning rate that the warm-up leads to from the initial one; `null`, unless given, for no warm-up. */
  readonly warmupTarget?: number | null;
  /** The number of steps of the warm-up, 0 unless given. */
  readonly warmupSteps?: number;
}

/**
 * A learning rate that falls along half a cosine wave, after a warm-up if wanted.
 *
 * @example
 * Adam({ learningRate: CosineDecay({ initialLearningRate: 0, warmupTarget: 0.001, warmupSteps: 100, decaySteps: 900 }) });
 */
export const CosineDecay: ScheduleFactory<CosineDecayOptions> = defineSchedule<CosineDecayOptions>({
  className: 'CosineDecay',
  defaults: { initialLearningRate: undefined, decaySteps: undefined, alpha: 0, warmupTarget: null, warmupSteps: 0 },
  checkOptions: ({ initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps }) => {
    nonNegative('CosineDecay: initialLearningRate', initialLearningRate);
    positive('CosineDecay: decaySteps', decaySteps);
    nonNegative('CosineDecay: alpha', alpha);
    nonNegative('CosineDecay: warmupSteps', warmupSteps);
    if (warmupTarget !== null) nonNegative('CosineDecay: warmupTarget', warmupTarget);
    if (warmupTarget === null && warmupSteps > 0) {
      throw new ArgumentError(
        `CosineDecay expects warmupTarget with warmupSteps (received warmupSteps ${warmupSteps})`,
      );
    }
  },
  rate: (iteration, { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps }) => {
    const top = warmupTarget ?? initialLearningRate;
    if (iteration < warmupSteps) return initialLearningRate + ((top - initialLearningRate) * iteration) / warmupSteps;
    const completed = Math.min(1, (iteration - warmupSteps) / decaySteps);
    return top * ((1 - alpha) * halfCosine(completed) + alpha);
  },
});
