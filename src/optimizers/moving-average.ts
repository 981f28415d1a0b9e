import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerRule, Step } from './optimizer.js';
import { partSlots } from './parted-slots.js';
import type { SharedOptions } from './shared-options.js';

/** The moving average of a weight after a step; after the first one the weight itself. */
export function moveAverage(
  average: tf.Tensor,
  weight: tf.Tensor,
  { emaMomentum }: SharedOptions,
  step: Step,
): tf.Tensor {
  if (step.iteration === 0) return tf.clone(weight);
  return tf.add(tf.mul(average, step.scalar(emaMomentum)), tf.mul(weight, step.scalar(1 - emaMomentum)));
}

/** Whether after this step the average takes the place of the weight. */
export function isOverwriteDue({ useEma, emaOverwriteFrequency }: SharedOptions, { iteration }: Step): boolean {
  return useEma && emaOverwriteFrequency !== null && (iteration + 1) % emaOverwriteFrequency === 0;
}

/**
 * What the weights become when training ends: their moving averages, for an optimizer that keeps them, and else `null`,
 * for the weights as they are. The tensors are the slots' own.
 */
export function finalWeights(
  optimizer: OptimizerRule,
  slots: readonly (readonly tf.Tensor[])[],
): readonly tf.Tensor[] | null {
  if (!optimizer.shared.useEma) return null;
  return slots.map((ofWeight) => partSlots(ofWeight, optimizer.shared).average as tf.Tensor);
}
