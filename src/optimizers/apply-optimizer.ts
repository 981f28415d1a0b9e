import * as tf from '@tensorflow/tfjs-core';
import { accumulateGradients } from './accumulate-gradients.js';
import { clipGradients } from './clip-gradients.js';
import { unscaleGradients } from './loss-scale.js';
import { isOverwriteDue, moveAverage } from './moving-average.js';
import type { LearningRate, OptimizerRule, Step, Updated } from './optimizer.js';
import { joinSlots, partSlots } from './parted-slots.js';

/** Weights and their slots after a step. What the step leaves as it is, is the same tensor. */
export interface Applied {
  readonly weights: readonly tf.Tensor[];
  readonly slots: readonly (readonly tf.Tensor[])[];
}

/**
 * Makes a step: the optimizer's rule, and what all optimizers share around it.
 *
 * @param gradients one for each weight, of the loss that `scaleLoss` returns.
 * @param slots for each weight what the last step returned; `initialSlots` before the first.
 * @param iteration how many steps are done: 0 in the first one.
 * @param learningRate the optimizer's own unless given.
 */
export function applyOptimizer(
  optimizer: OptimizerRule,
  weights: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  slots: readonly (readonly tf.Tensor[])[],
  iteration: number,
  learningRate: number = learningRateAt(optimizer.learningRate, iteration),
): Applied {
  const { shared } = optimizer;
  const steps = shared.gradientAccumulationSteps;
  const step = makeStep(Math.floor(iteration / (steps ?? 1)), learningRate);
  const before = slots.map((ofWeight) => partSlots(ofWeight, shared));
  const sums = before.flatMap(({ accumulator }) => accumulator ?? []);
  const unscaled = unscaleGradients(optimizer, gradients, step);
  const due =
    steps === null ? { gradients: unscaled, accumulators: [] } : accumulateGradients(unscaled, sums, iteration, steps);
  const own = before.map((ofWeight) => ofWeight.own);
  const updated = due.gradients ? update(optimizer, weights, due.gradients, own, step) : unchanged(weights, own);
  const isOverwritten = isOverwriteDue(shared, step);
  const after = updated.map(({ weight, slots }, index) => {
    const previous = before[index]?.average;
    const average = previous && moveAverage(previous, weight, shared, step);
    return {
      weight: isOverwritten && average ? tf.clone(average) : weight,
      slots: joinSlots({ own: slots, average, accumulator: due.accumulators[index] }),
    };
  });
  return { weights: after.map(({ weight }) => weight), slots: after.map(({ slots }) => slots) };
}

/** The learning rate of the step after `iteration` others. */
export function learningRateAt(learningRate: LearningRate, iteration: number): number {
  return typeof learningRate === 'function' ? learningRate(iteration) : learningRate;
}

function update(
  optimizer: OptimizerRule,
  weights: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  slots: readonly (readonly tf.Tensor[])[],
  step: Step,
): readonly Updated[] {
  const clipped = clipGradients(gradients, optimizer.shared, step);
  return weights.map((weight, index) => {
    const own = slots[index] ?? [];
    const decay = optimizer.weightDecay(own);
    const decayed = decay === null ? weight : tf.mul(weight, step.scalar(1 - decay * step.learningRate));
    return optimizer.update(decayed, clipped[index] as tf.Tensor, own, step);
  });
}

function unchanged(weights: readonly tf.Tensor[], slots: readonly (readonly tf.Tensor[])[]): readonly Updated[] {
  return weights.map((weight, index) => ({ weight, slots: slots[index] ?? [] }));
}

function makeStep(iteration: number, learningRate: number): Step {
  const scalars = new Map<number, tf.Tensor>();
  return {
    iteration,
    learningRate,
    scalar(value) {
      const scalar = scalars.get(value) ?? tf.scalar(value);
      scalars.set(value, scalar);
      return scalar;
    },
  };
}
