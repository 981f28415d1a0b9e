import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';

/** The mean of the logarithms of the hyperbolic cosines of the differences: squares near 0, absolute values far off. */
export const LogCosh: LossFactory<'logCosh'> = defineLoss({
  className: 'LogCosh',
  name: 'logCosh',
  defaults: {},
  losses: (target, prediction) => {
    const difference = tf.sub(prediction, target);
    const logCosh = tf.add(difference, tf.softplus(tf.mul(difference, -2)));
    return tf.mean(tf.sub(logCosh, Math.LN2), -1);
  },
});
