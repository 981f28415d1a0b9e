import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import type { OptimizerDefinition } from './define-optimizer.js';
import type { Step, Updated } from './optimizer.js';

export interface AdamOptions {
  /** How much of the moving average of gradients stays at each step, 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the moving average of their squares stays at each step, 0.999 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
  /** What is added to the root of the mean square, 1e-7 unless given. */
  readonly epsilon?: number;
  /** Whether gradients are divided by the largest mean square so far, not the present one; `false` unless given. */
  readonly amsgrad?: boolean;
}

/** What Adam and AdamW have in common: all but the default of the weights' decay. */
export function adamRule(className: string): Omit<OptimizerDefinition<Required<AdamOptions>>, 'name'> {
  return {
    className,
    learningRate: 0.001,
    defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
    checkOptions: ({ beta1, beta2, epsilon }) => {
      within(`${className}: beta1`, beta1, 0, 1);
      within(`${className}: beta2`, beta2, 0, 1);
      nonNegative(`${className}: epsilon`, epsilon);
    },
    slots: ({ amsgrad }) => ['momentum', 'velocity', ...(amsgrad ? ['velocityHat'] : [])],
    update: adamStep,
  };
}

/** A step of Adam; where there is a third slot, it is for the largest mean square so far. */
export function adamStep(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  slots: readonly tf.Tensor[],
  { beta1, beta2, epsilon }: Readonly<Required<Omit<AdamOptions, 'amsgrad'>>>,
  step: Step,
): Updated {
  const [lastMomentum, lastVelocity, lastLargest] = slots as [tf.Tensor, tf.Tensor, tf.Tensor?];
  const towards = (last: tf.Tensor, value: tf.Tensor, beta: number) =>
    tf.add(last, tf.mul(tf.sub(value, last), step.scalar(1 - beta)));
  const momentum = towards(lastMomentum, gradient, beta1);
  const velocity = towards(lastVelocity, tf.square(gradient), beta2);
  const largest = lastLargest && tf.maximum(lastLargest, velocity);
  const count = step.iteration + 1;
  const rate = (step.learningRate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count);
  const magnitude = tf.add(tf.sqrt(largest ?? velocity), step.scalar(epsilon));
  const change = tf.div(tf.mul(momentum, step.scalar(rate)), magnitude);
  return { weight: tf.sub(weight, change), slots: [momentum, velocity, ...(largest ? [largest] : [])] };
}
