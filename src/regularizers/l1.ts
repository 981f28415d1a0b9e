import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { absoluteSum } from './absolute-sum.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

/**
 * The sum of the absolute values times `l1`, 0.01 unless given.
 *
 * @example
 * Dense(64, { kernelRegularizer: L1(0.001) });
 */
export const L1: (l1?: number) => Regularizer = positional(['l1'], (l1 = 0.01) => {
  nonNegative('L1: l1', l1);
  return defineRegularizer('L1', { l1 }, (weight) => tf.mul(absoluteSum(weight), l1));
});
