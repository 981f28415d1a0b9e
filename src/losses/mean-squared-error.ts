import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';

/** The mean of the squared differences: `mean((target - prediction)²)`. */
export const MeanSquaredError: LossFactory<'meanSquaredError'> = defineLoss({
  className: 'MeanSquaredError',
  name: 'meanSquaredError',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.squaredDifference(target, prediction), -1),
});
