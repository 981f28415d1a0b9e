import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { absoluteSum } from './absolute-sum.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

/**
 * The sum of the absolute values times `l1`, 0.01 unless given.
 *
 * @example
 * Dense(64, { kernelRegularizer: L1(0.001) });
 */
export function L1(l1 = 0.01): Regularizer {
  nonNegative('L1: l1', l1);
  return defineRegularizer('L1', { l1 }, (weight) => tf.mul(absoluteSum(weight), l1));
}
