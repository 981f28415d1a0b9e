import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface NadamOptions {
  /** How much of the moving average of gradients stays at each step, 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the moving average of their squares stays at each step, 0.999 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
  /** What is added to the root of the mean square, 1e-7 unless given. */
  readonly epsilon?: number;
}

/**
 * Adam that looks ahead along its momentum (Nesterov). The learning rate is 0.001 unless given.
 *
 * @example
 * model.compile({ optimizer: Nadam({ learningRate: 0.002 }), loss: 'categoricalCrossentropy' });
 */
export const Nadam: OptimizerFactory<NadamOptions> = defineOptimizer<Required<NadamOptions>>({
  className: 'Nadam',
  name: 'nadam',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: ({ beta1, beta2, epsilon }) => {
    within('Nadam: beta1', beta1, 0, 1);
    within('Nadam: beta2', beta2, 0, 1);
    nonNegative('Nadam: epsilon', epsilon);
  },
  slots: () => ['momentum', 'velocity'],
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const velocity = decayTowards(lastVelocity, tf.square(gradient), beta2, step);
    const count = step.iteration + 1;
    const next = momentumAt(count + 1, beta1);
    const product = momentumProduct(count, beta1);
    const ahead = tf.mul(momentum, step.scalar((step.learningRate * next) / (1 - product * next)));
    const present = tf.mul(gradient, step.scalar((step.learningRate * (1 - momentumAt(count, beta1))) / (1 - product)));
    const meanSquare = tf.div(velocity, step.scalar(1 - beta2 ** count));
    const change = tf.div(tf.add(ahead, present), tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    return { weight: tf.sub(weight, change), slots: [momentum, velocity] };
  },
});

const decay = 0.96;

/** From this step on, the factor that momentum grows by is 1 to all digits. */
const lastGrowth = 1000;

/** The momentum of a step, counted from 1: it grows to `beta1`. */
function momentumAt(count: number, beta1: number): number {
  return beta1 * (1 - 0.5 * decay ** count);
}

/** The product of the momentums of all steps so far, which Keras keeps as a weight of the optimizer. */
function momentumProduct(count: number, beta1: number): number {
  let growth = 1;
  for (let step = 1; step <= Math.min(count, lastGrowth); step++) growth *= momentumAt(step, 1);
  return growth * beta1 ** count;
}
