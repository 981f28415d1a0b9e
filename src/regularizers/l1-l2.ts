import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { absoluteSum } from './absolute-sum.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

export interface L1L2Options {
  /** What the sum of the absolute values is multiplied by, 0 unless given. */
  readonly l1?: number;
  /** What the sum of the squares is multiplied by, 0 unless given. */
  readonly l2?: number;
}

/**
 * The sum of the absolute values times `l1`, and that of the squares times `l2`.
 *
 * @example
 * Dense(64, { kernelRegularizer: L1L2({ l1: 0.001, l2: 0.01 }) });
 */
export function L1L2({ l1 = 0, l2 = 0 }: L1L2Options = {}): Regularizer {
  nonNegative('L1L2: l1', l1);
  nonNegative('L1L2: l2', l2);
  return defineRegularizer('L1L2', { l1, l2 }, (weight) =>
    tf.add<tf.Scalar>(tf.mul(absoluteSum(weight), l1), tf.mul(tf.sum(tf.square(weight)), l2)),
  );
}
