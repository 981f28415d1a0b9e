import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

/**
 * The sum of the squares times `l2`, 0.01 unless given.
 *
 * @example
 * Dense(64, { kernelRegularizer: L2(0.001) });
 */
export function L2(l2 = 0.01): Regularizer {
  nonNegative('L2: l2', l2);
  return defineRegularizer('L2', { l2 }, (weight) => tf.mul(tf.sum<tf.Scalar>(tf.square(weight)), l2));
}
