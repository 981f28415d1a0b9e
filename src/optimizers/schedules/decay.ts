import { nonNegative, positive } from '../../arguments/number.js';
import { ArgumentError, received } from '../../errors.js';
import { defineSchedule, type ScheduleFactory } from './schedule.js';

/** The options of a learning rate that decays at the same pace throughout. */
export interface StepwiseDecayOptions {
  /** The learning rate before the first step. */
  readonly initialLearningRate: number;
  /** The number of steps in which the learning rate decays once by `decayRate`. */
  readonly decaySteps: number;
  /** The factor, or summand, of each decay. */
  readonly decayRate: number;
  /** Whether the learning rate decreases only at the end of every `decaySteps` steps. The default is `false`. */
  readonly staircase?: boolean;
}

const stepwiseArguments = ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase'] as const;

/**
 * A learning rate that is multiplied by `decayRate` in every `decaySteps` steps.
 *
 * @example
 * Adam(ExponentialDecay(0.01, 1000, 0.9));
 */
export const ExponentialDecay: ScheduleFactory<
  StepwiseDecayOptions,
  [initialLearningRate: number, decaySteps: number, decayRate: number]
> = defineSchedule<StepwiseDecayOptions, [initialLearningRate: number, decaySteps: number, decayRate: number]>({
  className: 'ExponentialDecay',
  positional: stepwiseArguments,
  defaults: { initialLearningRate: undefined, decaySteps: undefined, decayRate: undefined, staircase: false },
  checkOptions: (options) => checkStepwiseDecay('ExponentialDecay', options),
  rate: (iteration, options) => options.initialLearningRate * options.decayRate ** decaysDone(iteration, options),
});

/**
 * A learning rate that is divided by a number that grows from 1 by `decayRate` in every `decaySteps` steps.
 *
 * @example
 * SGD(InverseTimeDecay(0.1, 1000, 0.5));
 */
export const InverseTimeDecay: ScheduleFactory<
  StepwiseDecayOptions,
  [initialLearningRate: number, decaySteps: number, decayRate: number]
> = defineSchedule<StepwiseDecayOptions, [initialLearningRate: number, decaySteps: number, decayRate: number]>({
  className: 'InverseTimeDecay',
  positional: stepwiseArguments,
  defaults: { initialLearningRate: undefined, decaySteps: undefined, decayRate: undefined, staircase: false },
  checkOptions: (options) => checkStepwiseDecay('InverseTimeDecay', options),
  rate: (iteration, options) => options.initialLearningRate / (1 + options.decayRate * decaysDone(iteration, options)),
});

/** @throws ArgumentError if an option is missing, or out of its range. */
function checkStepwiseDecay(owner: string, options: StepwiseDecayOptions): void {
  nonNegative(`${owner}: initialLearningRate`, options.initialLearningRate);
  positive(`${owner}: decaySteps`, options.decaySteps);
  nonNegative(`${owner}: decayRate`, options.decayRate);
}

/** How often the learning rate has decayed. */
function decaysDone(iteration: number, { decaySteps, staircase }: Required<StepwiseDecayOptions>): number {
  return staircase ? Math.floor(iteration / decaySteps) : iteration / decaySteps;
}

export interface PiecewiseConstantDecayOptions {
  /** The last step of each learning rate but the last one, in rising order. */
  readonly boundaries: readonly number[];
  /** The learning rates: one more than boundaries. */
  readonly values: readonly number[];
}

/**
 * A learning rate that changes at certain steps.
 *
 * @example
 * SGD(PiecewiseConstantDecay([1000, 2000], [0.1, 0.05, 0.01]));
 */
export const PiecewiseConstantDecay: ScheduleFactory<
  PiecewiseConstantDecayOptions,
  [boundaries: readonly number[], values: readonly number[]]
> = defineSchedule<PiecewiseConstantDecayOptions, [boundaries: readonly number[], values: readonly number[]]>({
  className: 'PiecewiseConstantDecay',
  name: 'PiecewiseConstant',
  positional: ['boundaries', 'values'],
  defaults: { boundaries: undefined, values: undefined },
  lists: ['boundaries', 'values'],
  checkOptions: ({ boundaries, values }) => {
    const owner = 'PiecewiseConstantDecay';
    checkNumbers(`${owner}: boundaries`, boundaries);
    checkNumbers(`${owner}: values`, values);
    for (const value of values) nonNegative(`${owner}: values`, value);
    boundaries.forEach((boundary, index) => {
      const before = boundaries[index - 1] ?? Number.NEGATIVE_INFINITY;
      if (before < boundary) return;
      throw new ArgumentError(
        `${owner}: boundaries expects numbers in rising order (received ${boundary} after ${before})`,
      );
    });
    if (values.length === boundaries.length + 1) return;
    throw new ArgumentError(
      `${owner}: values expects one number more than boundaries (received ${values.length} values, ` +
        `${boundaries.length} boundaries)`,
    );
  },
  rate: (iteration, { boundaries, values }) => {
    const place = boundaries.findIndex((boundary) => iteration <= boundary);
    return values.at(place) as number;
  },
});

function checkNumbers(owner: string, list: unknown): void {
  if (Array.isArray(list) && [...list].every((item) => Number.isFinite(item))) return;
  throw new ArgumentError(`${owner} expects an array of finite numbers (received ${received(list)})`);
}
