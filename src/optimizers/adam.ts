import * as tf from '@tensorflow/tfjs-core';
import { defineOptimizer, type OptimizerDefinition, type OptimizerFactory } from './define-optimizer.js';
import type { Step, StepMoment, Updated } from './optimizer-rule.js';
import { checkMoments, decayTowards, type MomentOptions } from './optimizer-rule.js';

export interface AdamOptions extends MomentOptions {
  /**
   * Whether gradients are divided by the largest mean square so far, instead of the present one. The default is
   * `false`.
   */
  readonly amsgrad?: boolean;
}

/** The definition that Adam and AdamW share. */
function adamDefinition(className: string): Omit<OptimizerDefinition<Required<AdamOptions>, 'rate'>, 'name'> {
  return {
    className,
    learningRate: 0.001,
    defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
    checkOptions: (options) => checkMoments(className, options),
    slots: ({ amsgrad }) => ['momentum', 'velocity', ...(amsgrad ? ['velocityHat'] : [])],
    hostInputs: (moment, options) => ({ rate: adamRate(moment, options) }),
    update: (weight, gradient, slots, options, step) =>
      adamStep(weight, gradient, slots, options, step, step.input('rate')),
  };
}

/**
 * Follows a moving average of gradients, divided by one of their magnitude. The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Adam(0.0003), loss: 'meanSquaredError' });
 */
export const Adam: OptimizerFactory<AdamOptions, never, 'Adam'> = defineOptimizer<
  Required<AdamOptions>,
  'rate',
  never,
  'Adam'
>({
  ...adamDefinition('Adam'),
  name: 'adam',
});

/**
 * Adam with decay of the weights that does not go through it. The learning rate is 0.001, and `weightDecay` 0.004 unless
 * given.
 *
 * @example
 * model.compile({ optimizer: AdamW(0.001, 0.01), loss: 'categoricalCrossentropy' });
 */
export const AdamW: OptimizerFactory<AdamOptions, number, 'AdamW'> = defineOptimizer<
  Required<AdamOptions>,
  'rate',
  number,
  'AdamW'
>({
  ...adamDefinition('AdamW'),
  name: 'adamw',
  second: 'weightDecay',
  sharedDefaults: { weightDecay: 0.004 },
});

/** The learning rate with the bias corrections of both moving averages. */
export function adamRate(
  { iteration, learningRate }: StepMoment,
  { beta1, beta2 }: Readonly<{ beta1: number; beta2: number }>,
): number {
  const count = iteration + 1;
  return (learningRate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count);
}

/** A step of Adam; a third slot, if there is one, is for the largest mean square so far. */
export function adamStep(
  weight: tf.Tensor,
  gradient: tf.Tensor,
  slots: readonly tf.Tensor[],
  { beta1, beta2, epsilon }: Readonly<Required<MomentOptions>>,
  step: Pick<Step, 'scalar'>,
  rate: tf.Tensor,
): Updated {
  const [lastMomentum, lastVelocity, lastLargest] = slots as [tf.Tensor, tf.Tensor, tf.Tensor?];
  const towards = (last: tf.Tensor, value: tf.Tensor, beta: number) =>
    tf.add(last, tf.mul(tf.sub(value, last), step.scalar(1 - beta)));
  const momentum = towards(lastMomentum, gradient, beta1);
  const velocity = towards(lastVelocity, tf.square(gradient), beta2);
  const largest = lastLargest && tf.maximum(lastLargest, velocity);
  const magnitude = tf.add(tf.sqrt(largest ?? velocity), step.scalar(epsilon));
  const change = tf.div(tf.mul(momentum, rate), magnitude);
  return { weight: tf.sub(weight, change), slots: [momentum, velocity, ...(largest ? [largest] : [])] };
}

export interface AdamaxOptions extends MomentOptions {}

/**
 * Adam with the largest magnitude of gradients, which decays, in place of the root of their mean square. The learning rate
 * is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Adamax(0.002), loss: 'categoricalCrossentropy' });
 */
export const Adamax: OptimizerFactory<AdamaxOptions, never, 'Adamax'> = defineOptimizer<
  Required<AdamaxOptions>,
  'rate',
  never,
  'Adamax'
>({
  className: 'Adamax',
  name: 'adamax',
  learningRate: 0.001,
  defaults: { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  checkOptions: (options) => checkMoments('Adamax', options),
  slots: () => ['momentum', 'norm'],
  hostInputs: ({ iteration, learningRate }, { beta1 }) => ({ rate: learningRate / (1 - beta1 ** (iteration + 1)) }),
  update: (weight, gradient, slots, { beta1, beta2, epsilon }, step) => {
    const [lastMomentum, lastNorm] = slots as [tf.Tensor, tf.Tensor];
    const momentum = decayTowards(lastMomentum, gradient, beta1, step);
    const norm = tf.maximum(tf.mul(lastNorm, step.scalar(beta2)), tf.abs(gradient));
    const change = tf.div(tf.mul(momentum, step.input('rate')), tf.add(norm, step.scalar(epsilon)));
    return { weight: tf.sub(weight, change), slots: [momentum, norm] };
  },
});
