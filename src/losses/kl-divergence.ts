import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

/** The Kullback-Leibler divergence of distributions from predicted ones: `sum(target · log(target / prediction))`. */
export const KLDivergence: LossFactory<'klDivergence'> = defineLoss({
  className: 'KLDivergence',
  name: 'klDivergence',
  defaults: {},
  losses: (target, prediction) => {
    const actual = tf.clipByValue(target, epsilon, 1);
    const expected = tf.clipByValue(prediction, epsilon, 1);
    return tf.sum(tf.mul(actual, tf.log(tf.div(actual, expected))), -1);
  },
});
