import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import type { OptimizerNumbers } from './optimizer-rule.js';

export interface FtrlOptions {
  /**
   * The exponent of the sum of squared gradients by which the learning rate is multiplied, at most 0. The default is
   * -0.5.
   */
  readonly learningRatePower?: number;
  /** The initial value of the sum of squared gradients. The default is 0.1. */
  readonly initialAccumulatorValue?: number;
  /** The factor of the L1 penalty, the sum of absolute weights. The default is 0. */
  readonly l1RegularizationStrength?: number;
  /** The factor of the L2 penalty, the sum of squared weights. The default is 0. */
  readonly l2RegularizationStrength?: number;
  /** The factor of an L2 penalty that is added to gradients, but not to their squares. The default is 0. */
  readonly l2ShrinkageRegularizationStrength?: number;
  /** The parameter β of the paper, which makes the first steps smaller. The default is 0. */
  readonly beta?: number;
}

export interface FtrlNumbers extends OptimizerNumbers {
  readonly beta: 'a number that is 0 or more';
  readonly initialAccumulatorValue: 'a number that is 0 or more';
  readonly l1RegularizationStrength: 'a number that is 0 or more';
  readonly l2RegularizationStrength: 'a number that is 0 or more';
  readonly l2ShrinkageRegularizationStrength: 'a number that is 0 or more';
  readonly learningRatePower: 'a number that is 0 or less';
}

/**
 * Follows the regularized leader (FTRL-Proximal), for sparse features: `l1RegularizationStrength` makes weights exactly
 * zero. The learning rate is 0.001 by default.
 *
 * @example
 * model.compile({ optimizer: Ftrl({ l1RegularizationStrength: 0.01 }), loss: 'binaryCrossentropy' });
 */
export const Ftrl: OptimizerFactory<FtrlOptions, never, 'Ftrl', FtrlNumbers> = defineOptimizer<
  Required<FtrlOptions>,
  'quadratic',
  never,
  'Ftrl',
  FtrlNumbers
>({
  className: 'Ftrl',
  name: 'ftrl',
  learningRate: 0.001,
  defaults: {
    learningRatePower: -0.5,
    initialAccumulatorValue: 0.1,
    l1RegularizationStrength: 0,
    l2RegularizationStrength: 0,
    l2ShrinkageRegularizationStrength: 0,
    beta: 0,
  },
  checkOptions: ({ learningRatePower, ...others }) => {
    if (!(Number.isFinite(learningRatePower) && learningRatePower <= 0)) {
      const power = received(learningRatePower);
      throw new ArgumentError(`Ftrl: learningRatePower expects a number that is 0 or less (received ${power})`);
    }
    for (const name of nonNegatives) nonNegative(`Ftrl: ${name}`, others[name]);
  },
  slots: ({ initialAccumulatorValue }) => [{ name: 'accumulator', initialValue: initialAccumulatorValue }, 'linear'],
  hostInputs: ({ learningRate }, { l2RegularizationStrength, beta }) => ({
    quadratic: 2 * l2RegularizationStrength + beta / learningRate,
  }),
  update: (weight, gradient, slots, options, step) => {
    const [lastAccumulator, lastLinear] = slots as [tf.Tensor, tf.Tensor];
    const { learningRatePower, l1RegularizationStrength: l1, l2ShrinkageRegularizationStrength: shrinkage } = options;
    const rate = step.learningRate;
    const accumulator = tf.add(lastAccumulator, tf.square(gradient));
    const inverseRate = (squares: tf.Tensor) => tf.div(tf.pow(squares, step.scalar(-learningRatePower)), rate);
    const steepness = inverseRate(accumulator);
    const change = tf.mul(tf.sub(steepness, inverseRate(lastAccumulator)), weight);
    const shrunk = shrinkage === 0 ? gradient : tf.add(gradient, tf.mul(weight, step.scalar(2 * shrinkage)));
    const linear = tf.add(lastLinear, tf.sub(shrunk, change));
    const descent = tf.sub(tf.clipByValue(linear, -l1, l1), linear);
    return { weight: tf.div(descent, tf.add(steepness, step.input('quadratic'))), slots: [accumulator, linear] };
  },
});

const nonNegatives = [
  'initialAccumulatorValue',
  'l1RegularizationStrength',
  'l2RegularizationStrength',
  'l2ShrinkageRegularizationStrength',
  'beta',
] as const;
