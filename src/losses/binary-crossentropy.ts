import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';
import { withGradient } from '../gradients/custom-gradient.js';
import { checkLabelSmoothing, type FromLogits, smoothLabels } from './categorical-crossentropy.js';
import { defineLoss, type LossFactory, type LossNumbers } from './define-loss.js';
import { epsilon } from './loss.js';
import { probabilityRange } from './target-shape.js';

export interface BinaryCrossentropyOptions {
  /** Whether predictions are logits, without a sigmoid. The default is `false`. */
  readonly fromLogits?: boolean;
  /** The fraction by which labels are moved towards 1/2, from 0 to 1. The default is 0. */
  readonly labelSmoothing?: number;
  /** The axis along which the mean is computed. The default is -1, the last axis. */
  readonly axis?: number;
}

/**
 * The crossentropy of labels 0 and 1 and predicted probabilities, for any number of yes-or-no questions.
 *
 * @example
 * model.compile({ optimizer: 'rmsprop', loss: BinaryCrossentropy({ fromLogits: true }) });
 */
export const BinaryCrossentropy: LossFactory<
  'binaryCrossentropy',
  BinaryCrossentropyOptions,
  'sameShape',
  FromLogits,
  ['fromLogits', 'labelSmoothing'],
  LossNumbers
> = defineLoss<
  Required<BinaryCrossentropyOptions>,
  'sameShape',
  'binaryCrossentropy',
  FromLogits,
  ['fromLogits', 'labelSmoothing'],
  LossNumbers
>({
  className: 'BinaryCrossentropy',
  name: 'binaryCrossentropy',
  positional: ['fromLogits', 'labelSmoothing'],
  logitsOf: 'sigmoid',
  defaults: { fromLogits: false, labelSmoothing: 0, axis: -1 },
  checkOptions: (options) => checkLabelSmoothing('BinaryCrossentropy', options),
  losses: (target, prediction, { labelSmoothing, axis }, logits) => {
    const labels = smoothLabels(target, labelSmoothing, 1 / 2);
    const entropies = logits ? sigmoidCrossentropy(labels, logits) : probabilityCrossentropy(labels, prediction);
    return tf.mean(entropies, axis);
  },
  targetRange: () => probabilityRange('labels from 0 to 1'),
});

export interface BinaryFocalCrossentropyOptions extends BinaryCrossentropyOptions {
  /** Whether to weight labels 1 by `alpha`, and labels 0 by `1 - alpha`. The default is `false`. */
  readonly applyClassBalancing?: boolean;
  /** The weight of labels 1 with `applyClassBalancing`, from 0 to 1. The default is 0.25. */
  readonly alpha?: number;
  /**
   * The exponent that reduces the loss of samples that are predicted well; 0 is the plain crossentropy. The default is
   * 2.
   */
  readonly gamma?: number;
}

/** The binary crossentropy with smaller losses for predictions that are right already. */
export const BinaryFocalCrossentropy: LossFactory<
  'binaryFocalCrossentropy',
  BinaryFocalCrossentropyOptions,
  'sameShape',
  [applyClassBalancing: boolean, alpha: number, gamma: number],
  [],
  LossNumbers
> = defineLoss<
  Required<BinaryFocalCrossentropyOptions>,
  'sameShape',
  'binaryFocalCrossentropy',
  [applyClassBalancing: boolean, alpha: number, gamma: number],
  [],
  LossNumbers
>({
  className: 'BinaryFocalCrossentropy',
  name: 'binaryFocalCrossentropy',
  positional: ['applyClassBalancing', 'alpha', 'gamma'],
  logitsOf: 'sigmoid',
  defaults: { applyClassBalancing: false, alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
  checkOptions: (options) => {
    checkLabelSmoothing('BinaryFocalCrossentropy', options);
    finite('BinaryFocalCrossentropy: alpha', options.alpha);
    finite('BinaryFocalCrossentropy: gamma', options.gamma);
  },
  losses: (target, prediction, { applyClassBalancing, alpha, gamma, labelSmoothing, axis }, logits) => {
    const labels = smoothLabels(target, labelSmoothing, 1 / 2);
    const probability = logits ? tf.sigmoid(logits) : prediction;
    const entropies = logits ? sigmoidCrossentropy(labels, logits) : probabilityCrossentropy(labels, prediction);
    const focal = tf.mul(tf.pow(tf.sub(1, mix(labels, probability, tf.sub(1, probability))), gamma), entropies);
    return tf.mean(applyClassBalancing ? tf.mul(mix(labels, alpha, 1 - alpha), focal) : focal, axis);
  },
  targetRange: () => probabilityRange('labels from 0 to 1'),
});

/** `ofOne` where the label is 1, `ofZero` where it is 0, and in between for labels in between. */
function mix(labels: tf.Tensor, ofOne: tf.Tensor | number, ofZero: tf.Tensor | number): tf.Tensor {
  return tf.add(tf.mul(labels, ofOne), tf.mul(tf.sub(1, labels), ofZero));
}

/** The crossentropies of target probabilities and predicted ones, element by element. */
function probabilityCrossentropy(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const probability = tf.clipByValue(prediction, epsilon, 1 - epsilon);
  const ofOne = tf.mul(target, tf.log(probability));
  const ofZero = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, probability)));
  return tf.neg(tf.add(ofOne, ofZero));
}

/**
 * The crossentropies of target probabilities and the sigmoid of `logits`, element by element, without loss of digits
 * where the sigmoid is near 0 or 1. The target has no gradient.
 */
function sigmoidCrossentropy(target: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return withGradient(logits, (input) => {
    const tail = tf.softplus(tf.neg(tf.abs(input)));
    return {
      value: tf.add(tf.sub(tf.relu(input), tf.mul(input, target)), tail),
      saved: [input, target],
      gradient: (upstream, [input, target]) =>
        tf.mul(upstream, tf.sub(tf.sigmoid(input as tf.Tensor), target as tf.Tensor)),
    };
  });
}
