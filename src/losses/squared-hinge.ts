import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { hinges } from './hinge.js';

/** The mean of the squares of what {@link Hinge} takes the mean of. */
export const SquaredHinge: LossFactory<'squaredHinge'> = defineLoss({
  className: 'SquaredHinge',
  name: 'squaredHinge',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.square(hinges(target, prediction)), -1),
});
