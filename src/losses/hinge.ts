import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { plusMinusOne } from './plus-minus-one.js';

/** The mean of what predictions lack to be 1 beyond 0, on the side of their label: `mean(max(0, 1 - target · prediction))`. */
export const Hinge: LossFactory<'hinge'> = defineLoss({
  className: 'Hinge',
  name: 'hinge',
  defaults: {},
  losses: (target, prediction) => tf.mean(hinges(target, prediction), -1),
});

/** What each prediction lacks. Labels are -1 and 1, or 0 and 1. */
export function hinges(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  return tf.maximum(tf.sub(1, tf.mul(plusMinusOne(target), prediction)), 0);
}
