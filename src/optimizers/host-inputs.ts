import * as tf from '@tensorflow/tfjs-core';
import { isOfKind } from '../arguments/kind.js';
import { finite, integerFrom } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import type { LearningRate, OptimizerRule, Step } from './optimizer-rule.js';

/**
 * Everything that the host decides for one step of an optimizer. Nothing else about a step depends on how many there have
 * been, so that a recorded step can be run again with other inputs.
 */
export interface HostInputs {
  /**
   * Numbers by name, each of which is one scalar on the device, shared by all weights: the `learningRate`, and what follows
   * from it and from the iteration. A scalar tensor may stand for a number.
   */
  readonly numbers: Readonly<Record<string, number | tf.Tensor>>;
  /** Whether weights are updated in this step: `false` while gradients are accumulated. */
  readonly isUpdate: boolean;
  /** Whether the moving averages replace the weights after this step. */
  readonly isOverwrite: boolean;
}

/**
 * The host inputs of a step.
 *
 * @param optimizer The optimizer.
 * @param iteration the number of steps before this one: 0 for the first step.
 * @param given the learning rate; the optimizer's own by default.
 */
export function hostInputs(optimizer: OptimizerRule, iteration: number, given?: number): HostInputs {
  checkOptimizer('hostInputs', optimizer);
  integerFrom('hostInputs: iteration', iteration, 0);
  const learningRate = given ?? checkReturned(optimizer, learningRateAt(optimizer.learningRate, iteration));
  finite('hostInputs: learningRate', learningRate);
  const { useEma, emaMomentum, emaOverwriteFrequency, gradientAccumulationSteps } = optimizer.shared;
  const steps = gradientAccumulationSteps ?? 1;
  const updates = Math.floor(iteration / steps);
  // The average starts as the weight after the first update.
  const kept = updates === 0 ? 0 : emaMomentum;
  return {
    numbers: {
      learningRate,
      ...(useEma && { emaMomentum: kept, emaShare: 1 - kept }),
      ...optimizer.hostInputs({ iteration: updates, learningRate }),
    },
    isUpdate: (iteration + 1) % steps === 0,
    isOverwrite: useEma && emaOverwriteFrequency !== null && (updates + 1) % emaOverwriteFrequency === 0,
  };
}

/** The learning rate that an optimizer's function has returned, if it is one. */
function checkReturned({ className }: OptimizerRule, learningRate: number): number {
  if (Number.isFinite(learningRate)) return learningRate;
  throw new ArgumentError(
    `${className}: learningRate expects a function that returns a finite number (received ${received(learningRate)})`,
  );
}

/** @throws ArgumentError if it is no optimizer. */
export function checkOptimizer(owner: string, optimizer: unknown): void {
  if (isOfKind(optimizer, 'optimizer')) return;
  throw new ArgumentError(`${owner} expects an optimizer (received ${received(optimizer)})`);
}

/**
 * The learning rate of the step after `iteration` others.
 *
 * @param learningRate The learning rate: a number, a schedule, or a function of the number of steps done.
 * @param iteration The number of steps done.
 */
export function learningRateAt(learningRate: LearningRate, iteration: number): number {
  return typeof learningRate === 'function' ? learningRate(iteration) : learningRate;
}

/** The tensors of a step: one for each number, however many weights use it. */
export function createStep({ numbers }: Pick<HostInputs, 'numbers'>): Step {
  const constants = new Map<number, tf.Tensor>();
  const inputs = new Map<string, tf.Tensor>();
  const step: Step = {
    get learningRate() {
      return step.input('learningRate');
    },
    input(name) {
      const made = inputs.get(name) ?? asScalar(numbers[name] as number | tf.Tensor);
      inputs.set(name, made);
      return made;
    },
    scalar(value) {
      const made = constants.get(value) ?? tf.scalar(value);
      constants.set(value, made);
      return made;
    },
  };
  return step;
}

function asScalar(value: number | tf.Tensor): tf.Tensor {
  return typeof value === 'number' ? tf.scalar(value) : value;
}
