import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface AdamaxOptions {
  /** How much of the moving average of gradients stays at each step, 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the largest magnitude stays at each step, 0.999 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
  /** What is added to the largest magnitude, 1e-7 unless given. */
  readonly epsilon?: number;
}

/**
 * Adam with the largest magnitude of gradients, which fades, in the place of their root mean square. The learning rate
 * is 0.001 unless given.
 *
 * @example
 * model.compile({ optimizer: Adamax({ learningRate: 0.002 }), loss: 'categoricalCrossentropy' });
 */
export const Adamax: OptimizerFactory<AdamaxOptions> = defineOptimizer<Required<AdamaxOptions>>({
  className: 'Adamax',
  name: 'adamax',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: ({ beta1, beta2, epsilon }) => {
    within('Adamax: beta1', beta1, 0, 1);
    within('Adamax: beta2', beta2, 0, 1);
    nonNegative('Adamax: epsilon', epsilon);
  },
  slots: () => ['momentum', 'norm'],
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastNorm] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const norm = tf.maximum(tf.mul(lastNorm, step.scalar(beta2)), tf.abs(gradient));
    const rate = step.learningRate / (1 - beta1 ** (step.iteration + 1));
    const change = tf.div(tf.mul(momentum, step.scalar(rate)), tf.add(norm, step.scalar(epsilon)));
    return { weight: tf.sub(weight, change), slots: [momentum, norm] };
  },
});
