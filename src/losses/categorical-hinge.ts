import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';

/** What the true class' prediction lacks to be 1 above that of any other. */
export const CategoricalHinge: LossFactory<'categoricalHinge'> = defineLoss({
  className: 'CategoricalHinge',
  name: 'categoricalHinge',
  defaults: {},
  losses: (target, prediction) => {
    const ofClass = tf.sum(tf.mul(target, prediction), -1);
    const ofOthers = tf.max(tf.mul(tf.sub(1, target), prediction), -1);
    return tf.maximum(tf.add(tf.sub(ofOthers, ofClass), 1), 0);
  },
});
