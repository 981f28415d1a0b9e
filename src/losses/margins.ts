import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';
import { withoutGradient } from '../gradients/custom-gradient.js';
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

export interface CircleOptions {
  /** The scale of the similarities. The default is 80. */
  readonly gamma?: number;
  /**
   * The relaxation factor: similarities above `1 - margin` within a class, and below `margin` between classes, suffice.
   * The default is 0.4.
   */
  readonly margin?: number;
  /** Whether to exclude the similarity of each sample to itself. The default is `true`. */
  readonly removeDiagonal?: boolean;
}

type Positional = [gamma: number, margin: number, removeDiagonal: boolean];

/** The value of what does not count in a log-sum-exp; unlike -∞, it has differences and gradients. */
const nothing = -1e9;

/**
 * Brings embeddings of length 1 together within a class, and apart between classes.
 *
 * Targets are the classes of the samples in a batch, `(batch)`; predictions their embeddings, `(batch, features)`.
 */
export const Circle: LossFactory<'circle', CircleOptions, 'classIndices', Positional> = defineLoss<
  Required<CircleOptions>,
  'classIndices',
  'circle',
  Positional
>({
  className: 'Circle',
  name: 'circle',
  positional: ['gamma', 'margin', 'removeDiagonal'],
  targetKind: 'classIndices',
  defaults: { gamma: 80, margin: 0.4, removeDiagonal: true },
  checkOptions: ({ gamma, margin }) => {
    finite('Circle: gamma', gamma);
    finite('Circle: margin', margin);
  },
  losses: (target, prediction, { gamma, margin, removeDiagonal }) => {
    const embeddings = prediction as tf.Tensor2D;
    const distances = tf.relu(tf.sub(1, tf.matMul(embeddings, embeddings, false, true)));
    const isSameClass = tf.equal(tf.expandDims(target, 1), tf.expandDims(target, 0));
    const isNotSelf = tf.logicalNot(tf.cast(tf.eye(embeddings.shape[0]), 'bool'));
    const isPositive = removeDiagonal ? tf.logicalAnd(isSameClass, isNotSelf) : isSameClass;
    const pull = tf.mul(tf.relu(tf.add(distances, margin)), tf.sub(distances, margin));
    const push = tf.mul(tf.relu(tf.sub(1 + margin, distances)), tf.sub(1 - margin, distances));
    const positive = logSumExpWhere(isPositive, tf.mul(pull, gamma));
    const negative = logSumExpWhere(tf.logicalNot(isSameClass), tf.mul(push, gamma));
    return tf.softplus(tf.add(positive, negative));
  },
  mask: (_target, losses) => withoutGradient(() => tf.greater(losses, 0)),
});

function logSumExpWhere(condition: tf.Tensor, values: tf.Tensor): tf.Tensor {
  return tf.logSumExp(tf.where(condition, values, tf.fill(values.shape, nothing)), 1);
}
