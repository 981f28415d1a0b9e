import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import { type Constraint, defineConstraint } from './define-constraint.js';
import { type NormAxis, norms, rescale } from './norm.js';

export interface MinMaxNormOptions {
  /** The least length, 0 unless given. */
  readonly minValue?: number;
  /** The greatest length, 1 unless given. */
  readonly maxValue?: number;
  /** How much of the way to a permitted length each step goes, from 0 to 1; 1 unless given. */
  readonly rate?: number;
  /** The axes along which a vector goes, 0 unless given: the inputs of each unit of a `Dense` layer. */
  readonly axis?: NormAxis;
}

/** Every vector is at least `minValue` and at most `maxValue` long, or comes nearer to it by `rate` at each step. */
export function MinMaxNorm(options: MinMaxNormOptions = {}): Constraint {
  const { minValue = 0, maxValue = 1, rate = 1, axis = 0 } = options;
  nonNegative('MinMaxNorm: minValue', minValue);
  nonNegative('MinMaxNorm: maxValue', maxValue);
  within('MinMaxNorm: rate', rate, 0, 1);
  if (minValue > maxValue) {
    throw new ArgumentError(`MinMaxNorm: maxValue expects a number that is ${minValue} or more (received ${maxValue})`);
  }
  return defineConstraint('MinMaxNorm', { minValue, maxValue, rate, axis }, (weight) => {
    const lengths = norms('MinMaxNorm', weight, axis);
    const permitted = tf.clipByValue(lengths, minValue, maxValue);
    return rescale(weight, lengths, tf.add(tf.mul(permitted, rate), tf.mul(lengths, 1 - rate)));
  });
}
