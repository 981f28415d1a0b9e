import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import { decayTowards, type OptimizerNumbers } from './optimizer-rule.js';

export interface AdagradOptions {
  /** The initial value of the sum of squares. The default is 0.1. */
  readonly initialAccumulatorValue?: number;
  /** The number that is added to the sum of squares before its root. The default is 1e-7. */
  readonly epsilon?: number;
}

export interface AdagradNumbers extends OptimizerNumbers {
  readonly initialAccumulatorValue: 'a number that is 0 or more';
}

/**
 * Divides gradients by the root of the sum of all their squares so far, so that steps get smaller where gradients have
 * been large. The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Adagrad(0.1), loss: 'binaryCrossentropy' });
 */
export const Adagrad: OptimizerFactory<AdagradOptions, never, 'Adagrad', AdagradNumbers> = defineOptimizer<
  Required<AdagradOptions>,
  never,
  never,
  'Adagrad',
  AdagradNumbers
>({
  className: 'Adagrad',
  name: 'adagrad',
  learningRate: 0.001,
  defaults: { initialAccumulatorValue: 0.1, epsilon: 1e-7 },
  checkOptions: ({ initialAccumulatorValue, epsilon }) => {
    nonNegative('Adagrad: initialAccumulatorValue', initialAccumulatorValue);
    nonNegative('Adagrad: epsilon', epsilon);
  },
  slots: ({ initialAccumulatorValue }) => [{ name: 'accumulator', initialValue: initialAccumulatorValue }],
  update: (weight, gradient, slots, { epsilon }, step) => {
    const [last] = slots as [tf.Tensor];
    const accumulator = tf.add(last, tf.square(gradient));
    const descent = tf.mul(gradient, step.learningRate);
    const change = tf.div(descent, tf.sqrt(tf.add(accumulator, step.scalar(epsilon))));
    return { weight: tf.sub(weight, change), slots: [accumulator] };
  },
});

export interface AdadeltaOptions {
  /** The decay rate of the moving averages, from 0 to 1. The default is 0.95. */
  readonly rho?: number;
  /** The number that is added to mean squares before their root. The default is 1e-7. */
  readonly epsilon?: number;
}

/**
 * Divides gradients by a moving average of their magnitude, and multiplies them by one of the magnitude of changes. The
 * learning rate is 0.001 by default; that of the paper is 1.
 *
 * @example
 * model.compile({ optimizer: Adadelta(1), loss: 'categoricalCrossentropy' });
 */
export const Adadelta: OptimizerFactory<AdadeltaOptions, never, 'Adadelta'> = defineOptimizer<
  Required<AdadeltaOptions>,
  never,
  never,
  'Adadelta'
>({
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
    const change = tf.mul(descent, step.learningRate);
    return { weight: tf.sub(weight, change), slots: [gradients, changes] };
  },
});

export interface RMSpropOptions {
  /** The decay rate of the moving averages, from 0 to 1. The default is 0.9. */
  readonly rho?: number;
  /** The fraction of the last update that is added to each update, from 0 to 1. The default is 0. */
  readonly momentum?: number;
  /** The number that is added to the mean square before its root. The default is 1e-7. */
  readonly epsilon?: number;
  /**
   * Whether gradients are divided by their estimated standard deviation, instead of their root mean square. The default
   * is `false`.
   */
  readonly centered?: boolean;
}

/**
 * Divides gradients by a moving average of their magnitude. The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: RMSprop(0.0001), loss: 'binaryCrossentropy' });
 */
export const RMSprop: OptimizerFactory<RMSpropOptions, never, 'RMSprop'> = defineOptimizer<
  Required<RMSpropOptions>,
  never,
  never,
  'RMSprop'
>({
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
    const descent = tf.mul(tf.mul(gradient, step.learningRate), scale);
    const change = momentum > 0 ? tf.add(tf.mul(others[0] as tf.Tensor, step.scalar(momentum)), descent) : descent;
    return {
      weight: tf.sub(weight, change),
      slots: [velocity, ...(momentum > 0 ? [change] : []), ...(averageGradient ? [averageGradient] : [])],
    };
  },
});
