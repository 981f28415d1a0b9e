import { nonNegative, positive } from '../../arguments/number.js';
import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';
import { defineSchedule, type ScheduleFactory } from './define-schedule.js';
import { halfCosine } from './half-cosine.js';

export interface CosineDecayRestartsOptions {
  readonly initialLearningRate: number;
  /** The number of steps until the first restart. */
  readonly firstDecaySteps: number;
  /** By how much each period is longer than the one before, 2 unless given. (Keras' `t_mul`.) */
  readonly tMul?: number;
  /** By what the learning rate is multiplied at each restart, 1 unless given. (Keras' `m_mul`.) */
  readonly mMul?: number;
  /** The part of the learning rate that is left at the end of a period, 0 unless given. */
  readonly alpha?: number;
}

/**
 * A learning rate that falls along half a cosine wave, again and again (SGDR).
 *
 * @example
 * SGD({ learningRate: CosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 1000 }) });
 */
export const CosineDecayRestarts: ScheduleFactory<CosineDecayRestartsOptions> =
  defineSchedule<CosineDecayRestartsOptions>({
    className: 'CosineDecayRestarts',
    name: 'SGDRDecay',
    defaults: { initialLearningRate: undefined, firstDecaySteps: undefined, tMul: 2, mMul: 1, alpha: 0 },
    checkOptions: ({ initialLearningRate, firstDecaySteps, tMul, mMul, alpha }) => {
      nonNegative('CosineDecayRestarts: initialLearningRate', initialLearningRate);
      positive('CosineDecayRestarts: firstDecaySteps', firstDecaySteps);
      // Shorter and shorter periods would come to an end, after which there is no learning rate.
      if (!(Number.isFinite(tMul) && tMul >= 1)) {
        throw new ArgumentError(
          `CosineDecayRestarts: tMul expects a number that is 1 or more (received ${received(tMul)})`,
        );
      }
      nonNegative('CosineDecayRestarts: mMul', mMul);
      nonNegative('CosineDecayRestarts: alpha', alpha);
    },
    rate: (iteration, { initialLearningRate, firstDecaySteps, tMul, mMul, alpha }) => {
      const { restarts, completed } = period(iteration / firstDecaySteps, tMul);
      return initialLearningRate * ((1 - alpha) * mMul ** restarts * halfCosine(completed) + alpha);
    },
  });

/** How often it has begun anew after so many lengths of the first period, and how much of the present one is completed. */
function period(firstPeriods: number, growth: number): { readonly restarts: number; readonly completed: number } {
  if (growth === 1) return { restarts: Math.floor(firstPeriods), completed: firstPeriods % 1 };
  let restarts = 0;
  let length = 1;
  let left = firstPeriods;
  while (left >= length) {
    left -= length;
    length *= growth;
    restarts++;
  }
  return { restarts, completed: left / length };
}
