import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { probabilityCrossentropy } from './probability-crossentropy.js';
import { probabilityRange } from './probability-range.js';
import { sigmoidCrossentropy } from './sigmoid-crossentropy.js';
import { checkLabelSmoothing, smoothLabels } from './smooth-labels.js';

export interface BinaryFocalCrossentropyOptions {
  /** Whether labels 1 weigh `alpha` and labels 0 the rest to 1; `false` unless given. */
  readonly applyClassBalancing?: boolean;
  /** The weight of labels 1, 0.25 unless given. */
  readonly alpha?: number;
  /** How much less easy cases count; 2 unless given, and 0 for the plain crossentropy. */
  readonly gamma?: number;
  /** Whether predictions have not been through a sigmoid; `false` unless given. */
  readonly fromLogits?: boolean;
  /** How far labels are moved towards 1/2, from 0 to 1; 0 unless given. */
  readonly labelSmoothing?: number;
  /** The axis whose mean is taken; the last unless given. */
  readonly axis?: number;
}

/** The binary crossentropy, in which predictions that are right already count less. */
export const BinaryFocalCrossentropy: LossFactory<'binaryFocalCrossentropy', BinaryFocalCrossentropyOptions> =
  defineLoss<Required<BinaryFocalCrossentropyOptions>>({
    className: 'BinaryFocalCrossentropy',
    name: 'binaryFocalCrossentropy',
    logitsOf: 'sigmoid',
    defaults: { applyClassBalancing: false, alpha: 0.25, gamma: 2, fromLogits: false, labelSmoothing: 0, axis: -1 },
    checkOptions: (options) => checkLabelSmoothing('BinaryFocalCrossentropy', options),
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
