import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { type Constraint, defineConstraint } from './define-constraint.js';
import { type NormAxis, norms, rescale } from './norm.js';

export interface MaxNormOptions {
  /** The axes along which a vector goes, 0 unless given: the inputs of each unit of a `Dense` layer. */
  readonly axis?: NormAxis;
}

/**
 * No vector is longer than `maxValue`, 2 unless given.
 *
 * @example
 * Dense(64, { kernelConstraint: MaxNorm(3) });
 * Conv2D(64, [3, 3], { kernelConstraint: MaxNorm(3, { axis: [0, 1, 2] }) });
 */
export const MaxNorm: (maxValue?: number, options?: MaxNormOptions) => Constraint = positional(
  ['maxValue'],
  (maxValue = 2, { axis = 0 } = {}) => {
    nonNegative('MaxNorm: maxValue', maxValue);
    return defineConstraint('MaxNorm', { maxValue, axis }, (weight) => {
      const lengths = norms('MaxNorm', weight, axis);
      return rescale(weight, lengths, tf.clipByValue(lengths, 0, maxValue));
    });
  },
);
