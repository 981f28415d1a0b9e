import * as tf from '@tensorflow/tfjs-core';
import { classProbabilities } from './class-probabilities.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { probabilityRange } from './probability-range.js';
import { checkLabelSmoothing, smoothLabels } from './smooth-labels.js';
import { softmaxCrossentropy } from './softmax-crossentropy.js';

export interface CategoricalCrossentropyOptions {
  /** Whether predictions have not been through a softmax; `false` unless given. */
  readonly fromLogits?: boolean;
  /** How far labels are moved towards an even distribution, from 0 to 1; 0 unless given. */
  readonly labelSmoothing?: number;
  /** The axis of the classes; the last unless given. */
  readonly axis?: number;
}

/**
 * The crossentropy of one-hot rows, or other distributions over classes, and predicted ones.
 *
 * @example
 * model.compile({ optimizer: 'adam', loss: CategoricalCrossentropy({ labelSmoothing: 0.1 }) });
 */
export const CategoricalCrossentropy: LossFactory<'categoricalCrossentropy', CategoricalCrossentropyOptions> =
  defineLoss<Required<CategoricalCrossentropyOptions>>({
    className: 'CategoricalCrossentropy',
    name: 'categoricalCrossentropy',
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
