import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface AdadeltaOptions {
  /** How much of the moving averages stays at each step, 0.95 unless given. */
  readonly rho?: number;
  /** What is added to mean squares before their root is taken, 1e-7 unless given. */
  readonly epsilon?: number;
}

/**
 * Divides gradients by a moving average of their magnitude, times one of the magnitude of changes. The learning rate is
 * 0.001 unless given; that of the paper is 1.
 *
 * @example
 * model.compile({ optimizer: Adadelta({ learningRate: 1 }), loss: 'categoricalCrossentropy' });
 */
export const Adadelta: OptimizerFactory<AdadeltaOptions> = defineOptimizer<Required<AdadeltaOptions>>({
  className: 'Adadelta',
  name: 'adadelta',
  learningRate: 0.001,
  defaults: { rho: 0.95, epsilon: 1e-7 },
  checkOptions: ({ rho, epsilon }) => {
    within('Adadelta: rho', rho, 0, 1);
    nonNegative('Adadelta: epsilon', epsilon);
  },
  slots: () => ['accumulatedGrad', 'accumulatedDeltaVar'],
  update: (weight, gradient, slots, { rho, epsilon }, step) => {
    const [lastGradients, lastChanges] = slots as [tf.Tensor, tf.Tensor];
    const magnitude = (meanSquare: tf.Tensor) => tf.sqrt(tf.add(meanSquare, step.scalar(epsilon)));
    const gradients = decayTowards(lastGradients, tf.square(gradient), rho, step);
    const descent = tf.div(tf.mul(magnitude(lastChanges), gradient), magnitude(gradients));
    const changes = decayTowards(lastChanges, tf.square(descent), rho, step);
    const change = tf.mul(descent, step.scalar(step.learningRate));
    return { weight: tf.sub(weight, change), slots: [gradients, changes] };
  },
});
