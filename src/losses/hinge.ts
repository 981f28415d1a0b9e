import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';

/** The mean distance of predictions from the right side of a margin: `mean(max(0, 1 - target · prediction))`. */
export const Hinge: LossFactory<'hinge'> = defineLoss({
  className: 'Hinge',
  name: 'hinge',
  defaults: {},
  losses: (target, prediction) => tf.mean(hinges(target, prediction), -1),
});

/** The mean of the squares of the distances of {@link Hinge}. */
export const SquaredHinge: LossFactory<'squaredHinge'> = defineLoss({
  className: 'SquaredHinge',
  name: 'squaredHinge',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.square(hinges(target, prediction)), -1),
});

/** The distance of each prediction. Labels are -1 and 1, or 0 and 1. */
function hinges(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  return tf.maximum(tf.sub(1, tf.mul(plusMinusOne(target), prediction)), 0);
}

/** Labels of 0 and 1 as -1 and 1; any others as they are. */
function plusMinusOne(labels: tf.Tensor): tf.Tensor {
  const isBinary = tf.all(tf.logicalOr(tf.equal(labels, 0), tf.equal(labels, 1)));
  return tf.add(labels, tf.mul(tf.cast(isBinary, 'float32'), tf.sub(labels, 1)));
}

/** How far the prediction for the true class is from being 1 more than that for any other class. */
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
