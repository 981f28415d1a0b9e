import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

/** The mean of the squared differences of logarithms: `mean((log(target + 1) - log(prediction + 1))²)`. */
export const MeanSquaredLogarithmicError: LossFactory<'meanSquaredLogarithmicError'> = defineLoss({
  className: 'MeanSquaredLogarithmicError',
  name: 'meanSquaredLogarithmicError',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.squaredDifference(logarithm(target), logarithm(prediction)), -1),
});

function logarithm(input: tf.Tensor): tf.Tensor {
  return tf.log(tf.add(tf.maximum(input, epsilon), 1));
}
