import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import type { Step } from './optimizer-rule.js';

/** A moving average after one more value: `decay` times the average, and the rest to 1 times the value. */
export function decayTowards(
  average: tf.Tensor,
  value: tf.Tensor,
  decay: number,
  step: Pick<Step, 'scalar'>,
): tf.Tensor {
  return tf.add(tf.mul(average, step.scalar(decay)), tf.mul(value, step.scalar(1 - decay)));
}

/** The options of optimizers with moving averages of gradients and of their squares. */
export interface MomentOptions {
  /**
   * The decay rate of the moving average of gradients, from 0 to less than 1. The default is 0.9. (Keras' `beta_1`.)
   */
  readonly beta1?: number;
  /**
   * The decay rate of the moving average of squared gradients, from 0 to less than 1. The default is 0.999. (Keras'
   * `beta_2`.)
   */
  readonly beta2?: number;
  /** The number that is added to divisors, so that none is 0. The default is 1e-7. */
  readonly epsilon?: number;
}

/** @throws ArgumentError if an option is out of its range. */
export function checkMoments(className: string, { beta1, beta2, epsilon }: Required<MomentOptions>): void {
  within(`${className}: beta1`, beta1, 0, 1);
  within(`${className}: beta2`, beta2, 0, 1);
  nonNegative(`${className}: epsilon`, epsilon);
}
