import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import { classIndexRange } from './class-index-range.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { oneHot } from './one-hot.js';

export interface CategoricalGeneralizedCrossEntropyOptions {
  /** Between 0, near which the loss is a crossentropy, and 1, near which it is an absolute error; 0.5 unless given. */
  readonly q?: number;
}

/** A crossentropy of class indices that wrong labels disturb less: `(1 - p^q) / q`, `p` being the true class' probability. */
export const CategoricalGeneralizedCrossEntropy: LossFactory<
  'categoricalGeneralizedCrossEntropy',
  CategoricalGeneralizedCrossEntropyOptions,
  'classIndices'
> = defineLoss<Required<CategoricalGeneralizedCrossEntropyOptions>, 'classIndices'>({
  className: 'CategoricalGeneralizedCrossEntropy',
  name: 'categoricalGeneralizedCrossEntropy',
  targetKind: 'classIndices',
  defaults: { q: 0.5 },
  checkOptions: ({ q }) => {
    if (q > 0 && q < 1) return;
    throw new ArgumentError(`CategoricalGeneralizedCrossEntropy: q expects a number between 0 and 1 (received ${q})`);
  },
  losses: (target, prediction, { q }) => {
    const isClass = oneHot(target, prediction.shape.at(-1) as number);
    const probability = tf.sum(tf.mul(prediction, isClass), -1);
    return tf.div(tf.sub(1, tf.pow(probability, q)), q);
  },
  targetRange: (predictionShape) => classIndexRange(predictionShape),
});
