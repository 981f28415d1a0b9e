import * as tf from '@tensorflow/tfjs-core';
import { positive, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface LionOptions {
  /** How much of the momentum counts in the direction of a step, more than 0; 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the momentum stays at each step, 0.99 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
}

/**
 * Steps of one length, the learning rate, in the direction of the sign of momentum. The learning rate is 0.001 unless
 * given; a tenth to a third of Adam's works well.
 *
 * @example
 * model.compile({ optimizer: Lion({ learningRate: 0.0001 }), loss: 'categoricalCrossentropy' });
 */
export const Lion: OptimizerFactory<LionOptions> = defineOptimizer<Required<LionOptions>>({
  className: 'Lion',
  name: 'lion',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.99 },
  checkOptions: ({ beta1, beta2 }) => {
    positive('Lion: beta1', beta1);
    within('Lion: beta1', beta1, 0, 1);
    within('Lion: beta2', beta2, 0, 1);
  },
  slots: () => ['momentum'],
  update: (weight, gradient, slots, { beta1, beta2 }, step) => {
    const [last] = slots as [tf.Tensor];
    const direction = tf.sign(decayTowards(last, gradient, beta1, step));
    const change = tf.mul(direction, step.scalar(step.learningRate));
    return { weight: tf.sub(weight, change), slots: [decayTowards(last, gradient, beta2, step)] };
  },
});
