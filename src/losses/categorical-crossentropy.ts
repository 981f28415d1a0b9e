import * as tf from '@tensorflow/tfjs-core';
import { asList, finite, within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { withGradient } from '../gradients/custom-gradient.js';
import { defineLoss, type LossFactory, type LossNumbers } from './define-loss.js';
import { epsilon } from './loss.js';
import { probabilityRange } from './target-shape.js';

/** The options of crossentropies that can come first, by position. */
export type FromLogits = [fromLogits: boolean, labelSmoothing: number];

export interface CategoricalCrossentropyOptions {
  /** Whether predictions are logits, without a softmax. The default is `false`. */
  readonly fromLogits?: boolean;
  /** The fraction by which labels are moved towards a uniform distribution, from 0 to 1. The default is 0. */
  readonly labelSmoothing?: number;
  /** The axis of the classes. The default is -1, the last axis. */
  readonly axis?: number;
}

/**
 * The crossentropy of one-hot rows, or other distributions over classes, and predicted distributions.
 *
 * @example
 * model.compile({ optimizer: 'adam', loss: CategoricalCrossentropy({ labelSmoothing: 0.1 }) });
 */
export const CategoricalCrossentropy: LossFactory<
  'categoricalCrossentropy',
  CategoricalCrossentropyOptions,
  'sameShape',
  FromLogits,
  ['fromLogits', 'labelSmoothing'],
  LossNumbers
> = defineLoss<
  Required<CategoricalCrossentropyOptions>,
  'sameShape',
  'categoricalCrossentropy',
  FromLogits,
  ['fromLogits', 'labelSmoothing'],
  LossNumbers
>({
  className: 'CategoricalCrossentropy',
  name: 'categoricalCrossentropy',
  positional: ['fromLogits', 'labelSmoothing'],
  logitsOf: 'softmax',
  defaults: { fromLogits: false, labelSmoothing: 0, axis: -1 },
  checkOptions: (options) => checkLabelSmoothing('CategoricalCrossentropy', options),
  losses: (target, prediction, { labelSmoothing, axis }, logits) => {
    const labels = smoothLabels(target, labelSmoothing, 1 / (target.shape.at(-1) ?? 1));
    if (logits) return softmaxCrossentropy(labels, logits, axis);
    return tf.neg(tf.sum(tf.mul(labels, tf.log(classProbabilities(prediction, axis))), axis));
  },
  targetRange: () => probabilityRange('probabilities of classes'),
});

export interface CategoricalFocalCrossentropyOptions extends CategoricalCrossentropyOptions {
  /** The weight of all classes, or a list with one for each class. The default is 0.25. */
  readonly alpha?: number | readonly number[];
  /**
   * The exponent that reduces the loss of samples that are predicted well; 0 is the plain crossentropy. The default is
   * 2.
   */
  readonly gamma?: number;
}

/** The categorical crossentropy with smaller losses for predictions that are right already. */
export const CategoricalFocalCrossentropy: LossFactory<
  'categoricalFocalCrossentropy',
  CategoricalFocalCrossentropyOptions,
  'sameShape',
  [alpha: number | readonly number[], gamma: number],
  [],
  LossNumbers
> = defineLoss<
  Required<CategoricalFocalCrossentropyOptions>,
  'sameShape',
  'categoricalFocalCrossentropy',
  [alpha: number | readonly number[], gamma: number],
  [],
  LossNumbers
>({
  className: 'CategoricalFocalCrossentropy',
  name: 'categoricalFocalCrossentropy',
  positional: ['alpha', 'gamma'],
  mixed: ['alpha'],
  defaults: { alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
  checkOptions: (options) => {
    checkLabelSmoothing('CategoricalFocalCrossentropy', options);
    finite('CategoricalFocalCrossentropy: gamma', options.gamma);
    if (asList(options.alpha).every(Number.isFinite)) return;
    const alpha = received(options.alpha);
    throw new ArgumentError(`CategoricalFocalCrossentropy: alpha expects a number, or a list (received ${alpha})`);
  },
  losses: (target, prediction, { alpha, gamma, labelSmoothing, axis }, logits) => {
    const classes = prediction.shape.at(-1) ?? 1;
    if (Array.isArray(alpha) && alpha.length !== classes && alpha.length !== 1) {
      throw new ArgumentError(
        `CategoricalFocalCrossentropy: alpha expects a number, or ${classes}, one for each class (received ${alpha.length})`,
      );
    }
    const labels = smoothLabels(target, labelSmoothing, 1 / (target.shape.at(-1) ?? 1));
    const probability = classProbabilities(logits ? softmax(logits, axis) : prediction, axis);
    const entropies = tf.mul(labels, tf.log(probability));
    const weights = tf.mul(tf.pow(tf.sub(1, probability), gamma), alpha as number | number[]);
    return tf.neg(tf.sum(tf.mul(weights, entropies), axis));
  },
  targetRange: () => probabilityRange('probabilities of classes'),
});

/** As `tf.softmax`, along any axis. */
function softmax(logits: tf.Tensor, axis: number): tf.Tensor {
  const powers = tf.exp(tf.sub(logits, tf.max(logits, axis, true)));
  return tf.div(powers, tf.sum(powers, axis, true));
}

/** Predictions scaled to the sum 1 along `axis`, and held away from 0 and 1. */
function classProbabilities(prediction: tf.Tensor, axis: number): tf.Tensor {
  return tf.clipByValue(tf.div(prediction, tf.sum(prediction, axis, true)), epsilon, 1 - epsilon);
}

/** Labels moved towards `even`, all of the way for a `smoothing` of 1. */
export function smoothLabels(labels: tf.Tensor, smoothing: number, even: number): tf.Tensor {
  return smoothing === 0 ? labels : tf.add(tf.mul(labels, 1 - smoothing), smoothing * even);
}

/** @throws ArgumentError if the options' `labelSmoothing` is not between 0 and 1. */
export function checkLabelSmoothing(owner: string, { labelSmoothing }: { readonly labelSmoothing: number }): void {
  within(`${owner}: labelSmoothing`, labelSmoothing, 0, 1);
}

/**
 * The crossentropies of target distributions and the softmax of `logits`, without ever computing the softmax.
 *
 * @param target probabilities, of the logits' shape; it has no gradient.
 * @param axis the axis of the classes, which is reduced.
 */
export function softmaxCrossentropy(target: tf.Tensor, logits: tf.Tensor, axis = -1): tf.Tensor {
  const classes = axis < 0 ? axis + logits.rank : axis;
  return withGradient(logits, (input) => {
    const shifted = tf.sub(input, tf.max(input, classes, true));
    const logProbability = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), classes, true)));
    return {
      value: tf.neg(tf.sum(tf.mul(target, logProbability), classes)),
      saved: [target, logProbability],
      gradient: (upstream, [target, logProbability]) => {
        const expected = tf.mul(tf.exp(logProbability as tf.Tensor), tf.sum(target as tf.Tensor, classes, true));
        return tf.mul(tf.expandDims(upstream, classes), tf.sub(expected, target as tf.Tensor));
      },
    };
  });
}
