import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../arguments/integer-from.js';
import { nonNegative, positive, within } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';

export interface ScheduleFreeAdamWOptions {
  /** How much the average counts in the weights that gradients are taken at, more than 0; 0.9 unless given. (Keras' `beta_1`.) */
  readonly beta1?: number;
  /** How much of the moving average of squares stays at each step, 0.999 unless given. (Keras' `beta_2`.) */
  readonly beta2?: number;
  /** What is added to the root of the mean square, 1e-8 unless given. */
  readonly epsilon?: number;
  /** In how many steps the learning rate grows to what it is, 0 unless given. */
  readonly warmupSteps?: number;
}

/**
 * AdamW that needs no schedule: it averages the weights of all steps, and takes gradients between the average and the last
 * of them. The learning rate is 0.0025 unless given. See Defazio et al., 2024, <https://arxiv.org/abs/2405.15682>.
 *
 * @example
 * model.compile({ optimizer: ScheduleFreeAdamW({ warmupSteps: 100 }), loss: 'categoricalCrossentropy' });
 */
export const ScheduleFreeAdamW: OptimizerFactory<ScheduleFreeAdamWOptions> = defineOptimizer<
  Required<ScheduleFreeAdamWOptions>
>({
  className: 'ScheduleFreeAdamW',
  name: 'schedulefreeadamw',
  learningRate: 0.0025,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, warmupSteps: 0 },
  checkOptions: ({ beta1, beta2, epsilon, warmupSteps }) => {
    positive('ScheduleFreeAdamW: beta1', beta1);
    within('ScheduleFreeAdamW: beta1', beta1, 0, 1);
    within('ScheduleFreeAdamW: beta2', beta2, 0, 1);
    nonNegative('ScheduleFreeAdamW: epsilon', epsilon);
    integerFrom('ScheduleFreeAdamW: warmupSteps', warmupSteps, 0);
  },
  slots: () => [{ name: 'momentum', initialValue: 'weight' }, 'velocity'],
  update: (weight, gradient, slots, { beta1, beta2, epsilon, warmupSteps }, step) => {
    const [lastPoint, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const count = step.iteration + 1;
    const mix = (left: tf.Tensor, right: tf.Tensor, share: number) =>
      tf.add(tf.mul(left, step.scalar(1 - share)), tf.mul(right, step.scalar(share)));
    const velocity = mix(lastVelocity, tf.square(gradient), 1 - beta2);
    const meanSquare = tf.div(velocity, step.scalar(1 - beta2 ** count));
    const rate = step.learningRate * (warmupSteps === 0 ? 1 : Math.min(count / warmupSteps, 1));
    const descent = tf.div(tf.mul(gradient, step.scalar(rate)), tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    const point = tf.sub(lastPoint, descent);
    // The average is not kept: it follows from the weight, which is between it and the last point. Keras, where it runs on
    // TensorFlow, takes the new point for the last one, and so do its numbers.
    const lastAverage = tf.div(tf.sub(weight, tf.mul(point, step.scalar(1 - beta1))), step.scalar(beta1));
    return { weight: mix(point, mix(lastAverage, point, 1 / count), beta1), slots: [point, velocity] };
  },
});
