import * as tf from '@tensorflow/tfjs-core';
import { classProbabilities } from './class-probabilities.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { probabilityRange } from './probability-range.js';
import { checkLabelSmoothing, smoothLabels } from './smooth-labels.js';

export interface CategoricalFocalCrossentropyOptions {
  /** The weight of all classes, or one for each; 0.25 unless given. */
  readonly alpha?: number | readonly number[];
  /** How much less easy cases count; 2 unless given, and 0 for the plain crossentropy. */
  readonly gamma?: number;
  /** Whether predictions have not been through a softmax; `false` unless given. */
  readonly fromLogits?: boolean;
  /** How far labels are moved towards an even distribution, from 0 to 1; 0 unless given. */
  readonly labelSmoothing?: number;
  /** The axis of the classes; the last unless given. */
  readonly axis?: number;
}

/** The categorical crossentropy, in which predictions that are right already count less. */
export const CategoricalFocalCrossentropy: LossFactory<
  'categoricalFocalCrossentropy',
  CategoricalFocalCrossentropyOptions
> = defineLoss<Required<CategoricalFocalCrossentropyOptions>>({
  className: 'CategoricalFocalCrossentropy',
  name: 'categoricalFocalCrossentropy',
  defaults: { alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
  checkOptions: (options) => checkLabelSmoothing('CategoricalFocalCrossentropy', options),
  losses: (target, prediction, { alpha, gamma, labelSmoothing, axis }, logits) => {
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
