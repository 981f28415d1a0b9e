import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { decayTowards } from './decay-towards.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface RMSpropOptions {
  /** How much of the moving averages stays at each step, 0.9 unless given. */
  readonly rho?: number;
  /** How much of the last step each one repeats, from 0 to 1; 0 unless given. */
  readonly momentum?: number;
  /** What is added to the mean square before its root is taken, 1e-7 unless given. */
  readonly epsilon?: number;
  /** Whether gradients are divided by their standard deviation, not their root mean square; `false` unless given. */
  readonly centered?: boolean;
}

/**
 * Divides gradients by a moving average of their magnitude. The learning rate is 0.001 unless given.
 *
 * @example
 * model.compile({ optimizer: RMSprop({ learningRate: 0.0001 }), loss: 'binaryCrossentropy' });
 */
export const RMSprop: OptimizerFactory<RMSpropOptions> = defineOptimizer<Required<RMSpropOptions>>({
  className: 'RMSprop',
  name: 'rmsprop',
  learningRate: 0.001,
  defaults: { rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  checkOptions: ({ rho, momentum, epsilon }) => {
    within('RMSprop: rho', rho, 0, 1);
    within('RMSprop: momentum', momentum, 0, 1);
    nonNegative('RMSprop: epsilon', epsilon);
  },
  slots: ({ momentum, centered }) => [
    'velocity',
    ...(momentum > 0 ? ['momentum'] : []),
    ...(centered ? ['averageGradient'] : []),
  ],
  update: (weight, gradient, slots, { rho, momentum, epsilon, centered }, step) => {
    const [lastVelocity, ...others] = slots as [tf.Tensor, ...tf.Tensor[]];
    const velocity = decayTowards(lastVelocity, tf.square(gradient), rho, step);
    const averageGradient = centered ? decayTowards(others.at(-1) as tf.Tensor, gradient, rho, step) : undefined;
    const variance = averageGradient ? tf.sub(velocity, tf.square(averageGradient)) : velocity;
    const scale = tf.rsqrt(tf.add(variance, step.scalar(epsilon)));
    const descent = tf.mul(tf.mul(gradient, step.scalar(step.learningRate)), scale);
    const change = momentum > 0 ? tf.add(tf.mul(others[0] as tf.Tensor, step.scalar(momentum)), descent) : descent;
    return {
      weight: tf.sub(weight, change),
      slots: [velocity, ...(momentum > 0 ? [change] : []), ...(averageGradient ? [averageGradient] : [])],
    };
  },
});
