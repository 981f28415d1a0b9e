import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface SGDOptions {
  /** How much of the last step each one repeats, from 0 to 1; 0 unless given. */
  readonly momentum?: number;
  /** Whether a step looks ahead along its momentum (Nesterov); `false` unless given. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent, with momentum if wanted. The learning rate is 0.01 unless given.
 *
 * @example
 * model.compile({ optimizer: SGD({ learningRate: 0.1, momentum: 0.9 }), loss: 'categoricalCrossentropy' });
 */
export const SGD: OptimizerFactory<SGDOptions> = defineOptimizer<Required<SGDOptions>>({
  className: 'SGD',
  name: 'sgd',
  learningRate: 0.01,
  defaults: { momentum: 0, nesterov: false },
  checkOptions: ({ momentum }) => within('SGD: momentum', momentum, 0, 1),
  slots: ({ momentum }) => (momentum === 0 ? [] : ['momentum']),
  update: (weight, gradient, [last], { momentum, nesterov }, step) => {
    const descent = tf.mul(gradient, step.scalar(step.learningRate));
    if (!last) return { weight: tf.sub(weight, descent), slots: [] };
    const velocity = tf.sub(tf.mul(last, step.scalar(momentum)), descent);
    const change = nesterov ? tf.sub(tf.mul(velocity, step.scalar(momentum)), descent) : velocity;
    return { weight: tf.add(weight, change), slots: [velocity] };
  },
});
