import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { accumulateGradients, clipGradients, unscaleGradients } from './gradients.js';
import { checkOptimizer, createStep, type HostInputs, hostInputs } from './host-inputs.js';
import type { OptimizerRule, Step, Updated } from './optimizer-rule.js';
import { joinSlots, splitSlots } from './slots.js';

/** Weights and their slots after a step. A tensor that the step does not change is the same tensor. */
export interface Applied {
  readonly weights: readonly tf.Tensor[];
  readonly slots: readonly (readonly tf.Tensor[])[];
}

/**
 * One step of an optimizer, as a function of data: the optimizer's rule, and what all optimizers do before and after it.
 *
 * @param optimizer The optimizer.
 * @param weights The values of the weights before the step.
 * @param gradients one for each weight, of the loss that `scaleLoss` returns.
 * @param slots for each weight what the last step returned; `initialSlots` before the first.
 * @param inputs what `hostInputs` returns, or the number of steps before this one, from which the host inputs follow.
 * @param learningRate with a number of steps: the optimizer's own by default.
 */
export function applyOptimizer(
  optimizer: OptimizerRule,
  weights: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  slots: readonly (readonly tf.Tensor[])[],
  inputs: HostInputs | number,
  learningRate?: number,
): Applied {
  checkOptimizer('applyOptimizer', optimizer);
  checkLists({ weights, gradients, slots });
  if (typeof inputs !== 'number' && typeof inputs?.numbers?.learningRate === 'undefined') {
    throw new ArgumentError(
      `applyOptimizer: inputs expects a number of steps, or host inputs (received ${received(inputs)})`,
    );
  }
  for (const [index, { shape }] of weights.entries()) {
    const given = (gradients[index] as tf.Tensor).shape;
    if (`${given}` === `${shape}`) continue;
    throw new ShapeError(`applyOptimizer: gradients expects a gradient of ${show(shape)} (received ${show(given)})`);
  }
  let result: Applied = { weights, slots };
  tf.tidy(() => {
    result = applyRule(optimizer, weights, gradients, slots, inputs, learningRate);
    return [...result.weights, ...result.slots.flat()];
  });
  return result;
}

/** @throws ArgumentError if weights, gradients and slots are not lists of tensors, one for each weight. */
function checkLists(lists: Readonly<Record<'weights' | 'gradients' | 'slots', unknown>>): void {
  const { length } = Array.isArray(lists.weights) ? lists.weights : { length: -1 };
  for (const [name, list] of Object.entries(lists)) {
    const isRight = Array.isArray(list) && list.length === length;
    if (isRight && [...list].every((item) => (name === 'slots' ? isTensors(item) : isTensors([item])))) continue;
    throw new ArgumentError(`applyOptimizer: ${name} expects tensors for each weight (received ${received(list)})`);
  }
}

function isTensors(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    [...list].every((item) => item instanceof tf.Tensor && !item.isDisposed && item.dtype !== 'string')
  );
}

/** The step itself, of arguments that are right: what it allocates on the way is left to the scope that it runs in. */
export function applyRule(
  optimizer: OptimizerRule,
  weights: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  slots: readonly (readonly tf.Tensor[])[],
  inputs: HostInputs | number,
  learningRate?: number,
): Applied {
  const host = typeof inputs === 'number' ? hostInputs(optimizer, inputs, learningRate) : inputs;
  const { shared } = optimizer;
  const step = createStep(host);
  const before = slots.map((ofWeight) => splitSlots(ofWeight, shared));
  const sums = before.flatMap(({ accumulator }) => accumulator ?? []);
  const unscaled = unscaleGradients(gradients, shared, step);
  const accumulated =
    shared.gradientAccumulationSteps === null
      ? { gradients: unscaled, accumulators: [] }
      : accumulateGradients(unscaled, sums, shared.gradientAccumulationSteps, host.isUpdate);
  const own = before.map((ofWeight) => ofWeight.own);
  const updated = accumulated.gradients
    ? updateWeights(optimizer, weights, accumulated.gradients, own, step)
    : weights.map((weight, index) => ({ weight, slots: own[index] ?? [] }));
  const after = updated.map(({ weight, slots }, index) => {
    const average = before[index]?.average && movingAverage(before[index].average, weight, step);
    return {
      weight: host.isOverwrite && average ? tf.clone(average) : weight,
      slots: joinSlots({ own: slots, average, accumulator: accumulated.accumulators[index] }),
    };
  });
  return { weights: after.map(({ weight }) => weight), slots: after.map(({ slots }) => slots) };
}

function updateWeights(
  optimizer: OptimizerRule,
  weights: readonly tf.Tensor[],
  gradients: readonly tf.Tensor[],
  slots: readonly (readonly tf.Tensor[])[],
  step: Step,
): readonly Updated[] {
  const clipped = clipGradients(gradients, optimizer.shared, step);
  return weights.map((weight, index) => {
    const own = slots[index] ?? [];
    const decay = optimizer.decayInput(own);
    const decayed = decay === null ? weight : tf.mul(weight, step.input(decay));
    const gradient = clipped[index] as tf.Tensor;
    const updated = optimizer.update(decayed, gradient, own, step);
    // A gradient may belong to the caller: a slot never is one itself.
    return { ...updated, slots: updated.slots.map((slot) => (slot === gradient ? tf.clone(slot) : slot)) };
  });
}

/** The moving average of a weight after a step: after the first update, the weight itself. */
function movingAverage(average: tf.Tensor, weight: tf.Tensor, step: Step): tf.Tensor {
  return tf.add(tf.mul(average, step.input('emaMomentum')), tf.mul(weight, step.input('emaShare')));
}
