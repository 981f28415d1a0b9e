import * as tf from '@tensorflow/tfjs-core';
import { aboveZero, within } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import { decayTowards, type OptimizerNumbers } from './optimizer-rule.js';

export interface SGDOptions {
  /** The fraction of the last update that is added to each update, from 0 to 1. The default is 0. */
  readonly momentum?: number;
  /** Whether to use Nesterov momentum. The default is `false`. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent, with momentum if wanted. The learning rate is 0.01 by default.
 *
 * @example
 * model.compile({ optimizer: SGD(0.1, 0.9), loss: 'categoricalCrossentropy' });
 */
export const SGD: OptimizerFactory<SGDOptions, number, 'SGD'> = defineOptimizer<
  Required<SGDOptions>,
  never,
  number,
  'SGD'
>({
  className: 'SGD',
  name: 'sgd',
  learningRate: 0.01,
  second: 'momentum',
  defaults: { momentum: 0, nesterov: false },
  checkOptions: ({ momentum }) => within('SGD: momentum', momentum, 0, 1),
  slots: ({ momentum }) => (momentum === 0 ? [] : ['momentum']),
  update: (weight, gradient, [last], { momentum, nesterov }, step) => {
    const descent = tf.mul(gradient, step.learningRate);
    if (!last) return { weight: tf.sub(weight, descent), slots: [] };
    const velocity = tf.sub(tf.mul(last, step.scalar(momentum)), descent);
    const change = nesterov ? tf.sub(tf.mul(velocity, step.scalar(momentum)), descent) : velocity;
    return { weight: tf.add(weight, change), slots: [velocity] };
  },
});

export interface LionOptions {
  /** The weight of the momentum in the direction of an update, more than 0. The default is 0.9. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** The decay rate of the momentum, from 0 to 1. The default is 0.99. (Keras' `beta_2`.) */
  readonly beta2?: number;
}

export interface LionNumbers extends Omit<OptimizerNumbers, 'beta1'> {
  readonly beta1: 'a number above 0 and up to 1';
}

/**
 * Steps of one length, the learning rate, in the direction of the sign of the momentum. The learning rate is 0.001 unless
 * given; a tenth to a third of Adam's works well.
 *
 * @example
 * model.compile({ optimizer: Lion(0.0001), loss: 'categoricalCrossentropy' });
 */
export const Lion: OptimizerFactory<LionOptions, never, 'Lion', LionNumbers> = defineOptimizer<
  Required<LionOptions>,
  never,
  never,
  'Lion',
  LionNumbers
>({
  className: 'Lion',
  name: 'lion',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.99 },
  checkOptions: ({ beta1, beta2 }) => {
    aboveZero('Lion: beta1', beta1);
    within('Lion: beta2', beta2, 0, 1);
  },
  slots: () => ['momentum'],
  update: (weight, gradient, slots, { beta1, beta2 }, step) => {
    const [last] = slots as [tf.Tensor];
    const direction = tf.sign(decayTowards(last, gradient, beta1, step));
    const change = tf.mul(direction, step.learningRate);
    return { weight: tf.sub(weight, change), slots: [decayTowards(last, gradient, beta2, step)] };
  },
});
