import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface LambOptions {
  /** How much of the moving average of gradients stays at each step, 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the moving average of their squares stays at each step, 0.999 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
  /** What is added to the root of the mean square, 1e-7 unless given. */
  readonly epsilon?: number;
}

/**
 * Adam whose steps are as long as the norm of the weight says, for large batches. The learning rate is 0.001 unless
 * given.
 *
 * @example
 * model.compile({ optimizer: Lamb({ learningRate: 0.002 }), loss: 'categoricalCrossentropy' });
 */
export const Lamb: OptimizerFactory<LambOptions> = defineOptimizer<Required<LambOptions>>({
  className: 'Lamb',
  name: 'lamb',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: ({ beta1, beta2, epsilon }) => {
    within('Lamb: beta1', beta1, 0, 1);
    within('Lamb: beta2', beta2, 0, 1);
    nonNegative('Lamb: epsilon', epsilon);
  },
  slots: () => ['momentum', 'velocity'],
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const velocity = decayTowards(lastVelocity, tf.square(gradient), beta2, step);
    const count = step.iteration + 1;
    const mean = tf.div(momentum, step.scalar(1 - beta1 ** count));
    const meanSquare = tf.div(velocity, step.scalar(1 - beta2 ** count));
    const direction = tf.div(mean, tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    const change = tf.mul(direction, tf.mul(trustRatio(weight, direction), step.scalar(step.learningRate)));
    return { weight: tf.sub(weight, change), slots: [momentum, velocity] };
  },
});

/** The norm of the weight by that of its change; 1 where one of them is 0. */
function trustRatio(weight: tf.Tensor, direction: tf.Tensor): tf.Tensor {
  const [weightNorm, directionNorm] = [tf.norm(weight), tf.norm(direction)];
  const one = tf.onesLike(weightNorm);
  const isZero = tf.equal(tf.mul(weightNorm, directionNorm), tf.zerosLike(weightNorm));
  return tf.where(isZero, one, tf.div(weightNorm, tf.where(isZero, one, directionNorm)));
}
