import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

/**
 * The sum of the squares times `l2`, 0.01 unless given.
 *
 * @example
 * Dense(64, { kernelRegularizer: L2(0.001) });
 */
export const L2: (l2?: number) => Regularizer = positional(['l2'], (l2 = 0.01) => {
  nonNegative('L2: l2', l2);
  return defineRegularizer('L2', { l2 }, (weight) => tf.mul(tf.sum<tf.Scalar>(tf.square(weight)), l2));
});
