import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface AdagradOptions {
  /** What the sum of squares starts from, 0.1 unless given. */
  readonly initialAccumulatorValue?: number;
  /** What is added to the sum of squares before its root is taken, 1e-7 unless given. */
  readonly epsilon?: number;
}

/**
 * Divides gradients by the root of the sum of all their squares so far, so that steps get smaller where gradients have
 * been large. The learning rate is 0.001 unless given.
 *
 * @example
 * model.compile({ optimizer: Adagrad({ learningRate: 0.1 }), loss: 'binaryCrossentropy' });
 */
export const Adagrad: OptimizerFactory<AdagradOptions> = defineOptimizer<Required<AdagradOptions>>({
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
    const descent = tf.mul(gradient, step.scalar(step.learningRate));
    const change = tf.div(descent, tf.sqrt(tf.add(accumulator, step.scalar(epsilon))));
    return { weight: tf.sub(weight, change), slots: [accumulator] };
  },
});
