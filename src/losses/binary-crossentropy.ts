import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { probabilityCrossentropy } from './probability-crossentropy.js';
import { probabilityRange } from './probability-range.js';
import { sigmoidCrossentropy } from './sigmoid-crossentropy.js';
import { checkLabelSmoothing, smoothLabels } from './smooth-labels.js';

export interface BinaryCrossentropyOptions {
  /** Whether predictions have not been through a sigmoid; `false` unless given. */
  readonly fromLogits?: boolean;
  /** How far labels are moved towards 1/2, from 0 to 1; 0 unless given. */
  readonly labelSmoothing?: number;
  /** The axis whose mean is taken; the last unless given. */
  readonly axis?: number;
}

/**
 * The crossentropy of labels 0 and 1 and predicted probabilities, for any number of yes-or-no questions.
 *
 * @example
 * model.compile({ optimizer: 'rmsprop', loss: BinaryCrossentropy({ fromLogits: true }) });
 */
export const BinaryCrossentropy: LossFactory<'binaryCrossentropy', BinaryCrossentropyOptions> = defineLoss<
  Required<BinaryCrossentropyOptions>
>({
  className: 'BinaryCrossentropy',
  name: 'binaryCrossentropy',
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
