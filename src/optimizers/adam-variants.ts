import * as tf from '@tensorflow/tfjs-core';
import { aboveZero, integerFrom, nonNegative, within } from '../arguments/number.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import { checkMoments, decayTowards, type MomentOptions, type OptimizerNumbers } from './optimizer-rule.js';

export interface NadamOptions extends MomentOptions {}

/**
 * Adam that looks ahead along its momentum (Nesterov). The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Nadam(0.002), loss: 'categoricalCrossentropy' });
 */
export const Nadam: OptimizerFactory<NadamOptions, never, 'Nadam'> = defineOptimizer<
  Required<NadamOptions>,
  'aheadRate' | 'presentRate' | 'velocityCorrection',
  never,
  'Nadam'
>({
  className: 'Nadam',
  name: 'nadam',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: (options) => checkMoments('Nadam', options),
  slots: () => ['momentum', 'velocity'],
  hostInputs: ({ iteration, learningRate }, { beta1, beta2 }) => {
    const count = iteration + 1;
    const next = momentumAt(count + 1, beta1);
    const product = momentumProduct(count, beta1);
    return {
      aheadRate: (learningRate * next) / (1 - product * next),
      presentRate: (learningRate * (1 - momentumAt(count, beta1))) / (1 - product),
      velocityCorrection: 1 - beta2 ** count,
    };
  },
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const velocity = decayTowards(lastVelocity, tf.square(gradient), beta2, step);
    const ahead = tf.mul(momentum, step.input('aheadRate'));
    const present = tf.mul(gradient, step.input('presentRate'));
    const meanSquare = tf.div(velocity, step.input('velocityCorrection'));
    const change = tf.div(tf.add(ahead, present), tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    return { weight: tf.sub(weight, change), slots: [momentum, velocity] };
  },
});

const momentumDecay = 0.96;

/** From this step on, the factor by which momentum grows is 1 to all digits. */
const lastGrowth = 1000;

/** The momentum of a step, counted from 1: it grows to `beta1`. */
function momentumAt(count: number, beta1: number): number {
  return beta1 * (1 - 0.5 * momentumDecay ** count);
}

/** The product of the momentums of all steps so far, which is a variable of the optimizer in Keras. */
export function momentumProduct(count: number, beta1: number): number {
  let growth = 1;
  for (let step = 1; step <= Math.min(count, lastGrowth); step++) growth *= momentumAt(step, 1);
  return growth * beta1 ** count;
}

export interface LambOptions extends MomentOptions {}

/**
 * Adam whose steps are as long as the norm of the weight, for large batches. The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Lamb(0.002), loss: 'categoricalCrossentropy' });
 */
export const Lamb: OptimizerFactory<LambOptions, never, 'Lamb'> = defineOptimizer<
  Required<LambOptions>,
  'momentumCorrection' | 'velocityCorrection',
  never,
  'Lamb'
>({
  className: 'Lamb',
  name: 'lamb',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: (options) => checkMoments('Lamb', options),
  slots: () => ['momentum', 'velocity'],
  hostInputs: ({ iteration }, { beta1, beta2 }) => ({
    momentumCorrection: 1 - beta1 ** (iteration + 1),
    velocityCorrection: 1 - beta2 ** (iteration + 1),
  }),
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const velocity = decayTowards(lastVelocity, tf.square(gradient), beta2, step);
    const mean = tf.div(momentum, step.input('momentumCorrection'));
    const meanSquare = tf.div(velocity, step.input('velocityCorrection'));
    const direction = tf.div(mean, tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    const change = tf.mul(direction, tf.mul(trustRatio(weight, direction), step.learningRate));
    return { weight: tf.sub(weight, change), slots: [momentum, velocity] };
  },
});

/** The norm of the weight divided by that of its change; 1 where one of them is 0. */
function trustRatio(weight: tf.Tensor, direction: tf.Tensor): tf.Tensor {
  const [weightNorm, directionNorm] = [tf.norm(weight), tf.norm(direction)];
  const one = tf.onesLike(weightNorm);
  const isZero = tf.equal(tf.mul(weightNorm, directionNorm), tf.zerosLike(weightNorm));
  return tf.where(isZero, one, tf.div(weightNorm, tf.where(isZero, one, directionNorm)));
}

export interface ScheduleFreeAdamWOptions {
  /**
   * The weight of the average in the weights at which gradients are computed, more than 0. The default is 0.9. (Keras'
   * `beta_1`.)
   */
  readonly beta1?: number;
  /**
   * The decay rate of the moving average of squared gradients, from 0 to less than 1. The default is 0.999. (Keras'
   * `beta_2`.)
   */
  readonly beta2?: number;
  /** The number that is added to the root of the mean square. The default is 1e-8. */
  readonly epsilon?: number;
  /** The number of steps in which the learning rate increases from 0. The default is 0. */
  readonly warmupSteps?: number;
}

export interface ScheduleFreeAdamWNumbers extends Omit<OptimizerNumbers, 'beta1'> {
  readonly beta1: 'a number above 0 and up to 1';
  readonly warmupSteps: 'an integer from 0';
}

/**
 * AdamW that needs no schedule: it averages the weights of all steps, and takes gradients between the average and the last
 * of them. The learning rate is 0.0025 by default. See Defazio et al., 2024, <https://arxiv.org/abs/2405.15682>.
 *
 * @example
 * model.compile({ optimizer: ScheduleFreeAdamW({ warmupSteps: 100 }), loss: 'categoricalCrossentropy' });
 */
export const ScheduleFreeAdamW: OptimizerFactory<
  ScheduleFreeAdamWOptions,
  never,
  'ScheduleFreeAdamW',
  ScheduleFreeAdamWNumbers
> = defineOptimizer<
  Required<ScheduleFreeAdamWOptions>,
  'rate' | 'velocityCorrection' | 'lastShare' | 'share',
  never,
  'ScheduleFreeAdamW',
  ScheduleFreeAdamWNumbers
>({
  className: 'ScheduleFreeAdamW',
  name: 'schedulefreeadamw',
  learningRate: 0.0025,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, warmupSteps: 0 },
  checkOptions: ({ beta1, beta2, epsilon, warmupSteps }) => {
    aboveZero('ScheduleFreeAdamW: beta1', beta1);
    within('ScheduleFreeAdamW: beta2', beta2, 0, 1);
    nonNegative('ScheduleFreeAdamW: epsilon', epsilon);
    integerFrom('ScheduleFreeAdamW: warmupSteps', warmupSteps, 0);
  },
  slots: () => [{ name: 'momentum', initialValue: 'weight' }, 'velocity'],
  hostInputs: ({ iteration, learningRate }, { beta2, warmupSteps }) => {
    const count = iteration + 1;
    return {
      rate: learningRate * (warmupSteps === 0 ? 1 : Math.min(count / warmupSteps, 1)),
      velocityCorrection: 1 - beta2 ** count,
      lastShare: 1 - 1 / count,
      share: 1 / count,
    };
  },
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastPoint, lastVelocity] = slots as [tf.Tensor, tf.Tensor];
    const velocity = decayTowards(lastVelocity, tf.square(gradient), beta2, step);
    const meanSquare = tf.div(velocity, step.input('velocityCorrection'));
    const descent = tf.div(tf.mul(gradient, step.input('rate')), tf.add(tf.sqrt(meanSquare), step.scalar(epsilon)));
    const point = tf.sub(lastPoint, descent);
    // The average is not stored: it follows from the weight, which is between it and the last point. Keras on TensorFlow
    // takes the new point for the last one, and so do its numbers.
    const lastAverage = tf.div(tf.sub(weight, tf.mul(point, step.scalar(1 - beta1))), step.scalar(beta1));
    const average = tf.add(tf.mul(lastAverage, step.input('lastShare')), tf.mul(point, step.input('share')));
    return { weight: decayTowards(average, point, beta1, step), slots: [point, velocity] };
  },
});
