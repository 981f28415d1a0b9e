import * as tf from '@tensorflow/tfjs-core';
import { type Constraint, defineConstraint } from './define-constraint.js';

/** No value is less than 0. */
export function NonNeg(): Constraint {
  return defineConstraint('NonNeg', {}, (weight) => tf.relu(weight));
}
