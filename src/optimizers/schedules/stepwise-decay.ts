import { nonNegative, positive } from '../../arguments/number.js';

/** The options of a learning rate that decays at the same pace throughout. */
export interface StepwiseDecayOptions {
  readonly initialLearningRate: number;
  /** The number of steps in which the learning rate decays once by `decayRate`. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the learning rate falls only at the end of every `decaySteps` steps; `false` unless given. */
  readonly staircase?: boolean;
}

/** @throws ArgumentError if an option is missing, or out of its range. */
export function checkStepwiseDecay(owner: string, options: StepwiseDecayOptions): void {
  nonNegative(`${owner}: initialLearningRate`, options.initialLearningRate);
  positive(`${owner}: decaySteps`, options.decaySteps);
  nonNegative(`${owner}: decayRate`, options.decayRate);
}

/** How often the learning rate has decayed. */
export function decaysDone(iteration: number, { decaySteps, staircase }: Required<StepwiseDecayOptions>): number {
  return staircase ? Math.floor(iteration / decaySteps) : iteration / decaySteps;
}
