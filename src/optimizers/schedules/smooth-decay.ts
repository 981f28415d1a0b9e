import { nonNegative, positive } from '../../arguments/number.js';
import { ArgumentError, received } from '../../errors.js';
import { defineSchedule, type ScheduleFactory } from './schedule.js';

export interface CosineDecayOptions {
  /** The learning rate before the first step. */
  readonly initialLearningRate: number;
  /** The number of steps, after those of the warm-up, in which the learning rate falls. */
  readonly decaySteps: number;
  /** The final learning rate, as a fraction of the initial one, or of `warmupTarget`. The default is 0. */
  readonly alpha?: number;
  /**
   * The learning rate at the end of the warm-up, in which it increases from the initial one. The default is `null`, no
   * warm-up.
   */
  readonly warmupTarget?: number | null;
  /** The number of steps of the warm-up. The default is 0. */
  readonly warmupSteps?: number;
}

/**
 * A learning rate that falls along half a cosine wave, after a warm-up if wanted.
 *
 * @example
 * Adam(CosineDecay(0, 900, { warmupTarget: 0.001, warmupSteps: 100 }));
 */
export const CosineDecay: ScheduleFactory<CosineDecayOptions, [initialLearningRate: number, decaySteps: number]> =
  defineSchedule<CosineDecayOptions, [initialLearningRate: number, decaySteps: number]>({
    className: 'CosineDecay',
    positional: ['initialLearningRate', 'decaySteps', 'alpha'],
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

export interface CosineDecayRestartsOptions {
  /** The learning rate before the first step. */
  readonly initialLearningRate: number;
  /** The number of steps until the first restart. */
  readonly firstDecaySteps: number;
  /** The factor of the length of each period. The default is 2. (Keras' `t_mul`.) */
  readonly tMul?: number;
  /** The factor of the learning rate at each restart. The default is 1. (Keras' `m_mul`.) */
  readonly mMul?: number;
  /** The learning rate at the end of each period, as a fraction of the initial one. The default is 0. */
  readonly alpha?: number;
}

/**
 * A learning rate that falls along half a cosine wave, again and again (SGDR).
 *
 * @example
 * SGD(CosineDecayRestarts(0.1, 1000));
 */
export const CosineDecayRestarts: ScheduleFactory<
  CosineDecayRestartsOptions,
  [initialLearningRate: number, decaySteps: number]
> = defineSchedule<CosineDecayRestartsOptions, [initialLearningRate: number, decaySteps: number]>({
  className: 'CosineDecayRestarts',
  name: 'SGDRDecay',
  positional: ['initialLearningRate', 'firstDecaySteps', 'tMul', 'mMul', 'alpha'],
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

/** Half a cosine wave: 1 where nothing is completed, 0 where all is. */
function halfCosine(completed: number): number {
  return 0.5 * (1 + Math.cos(Math.PI * completed));
}

export interface PolynomialDecayOptions {
  /** The learning rate before the first step. */
  readonly initialLearningRate: number;
  /** The number of steps until `endLearningRate` is reached. */
  readonly decaySteps: number;
  /** The final learning rate. The default is 0.0001. */
  readonly endLearningRate?: number;
  /** The exponent of the polynomial. The default is 1, a linear decay. */
  readonly power?: number;
  /** Whether the decay starts again at its end, over twice, three times as many steps. The default is `false`. */
  readonly cycle?: boolean;
}

/**
 * A learning rate that falls to `endLearningRate` along a polynomial, and stays there.
 *
 * @example
 * SGD(PolynomialDecay(0.1, 10_000, { power: 2 }));
 */
export const PolynomialDecay: ScheduleFactory<
  PolynomialDecayOptions,
  [initialLearningRate: number, decaySteps: number]
> = defineSchedule<PolynomialDecayOptions, [initialLearningRate: number, decaySteps: number]>({
  className: 'PolynomialDecay',
  positional: ['initialLearningRate', 'decaySteps', 'endLearningRate', 'power', 'cycle'],
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
