import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

/** How unlikely counts are where the prediction is their mean: `mean(prediction - target · log(prediction))`. */
export const Poisson: LossFactory<'poisson'> = defineLoss({
  className: 'Poisson',
  name: 'poisson',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.sub(prediction, tf.mul(target, tf.log(tf.add(prediction, epsilon)))), -1),
});
