import * as tf from '@tensorflow/tfjs-core';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import { classIndexRange } from './class-index-range.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';
import { oneHot } from './one-hot.js';
import { softmaxCrossentropy } from './softmax-crossentropy.js';

export interface SparseCategoricalCrossentropyOptions {
  /** Whether predictions have not been through a softmax; `false` unless given. */
  readonly fromLogits?: boolean;
  /** An index that stands for no class, and whose places do not count; `null`, for none, unless given. */
  readonly ignoreClass?: number | null;
  /** The axis of the classes: -1, the last, is the only one that there is, as in Keras. */
  readonly axis?: number;
}

/**
 * The crossentropy of class indices and predicted distributions over the classes.
 *
 * @example
 * model.compile({ optimizer: 'adam', loss: SparseCategoricalCrossentropy({ ignoreClass: 255 }) });
 */
export const SparseCategoricalCrossentropy: LossFactory<
  'sparseCategoricalCrossentropy',
  SparseCategoricalCrossentropyOptions,
  'classIndices'
> = defineLoss<Required<SparseCategoricalCrossentropyOptions>, 'classIndices'>({
  className: 'SparseCategoricalCrossentropy',
  name: 'sparseCategoricalCrossentropy',
  targetKind: 'classIndices',
  logitsOf: 'softmax',
  defaults: { fromLogits: false, ignoreClass: null, axis: -1 },
  checkOptions: ({ axis }) => {
    if (axis !== -1) {
      throw new ArgumentError(`SparseCategoricalCrossentropy: axis expects -1, the last (received ${received(axis)})`);
    }
  },
  losses: (target, prediction, { ignoreClass }, logits) => {
    const input = logits ?? tf.log(tf.clipByValue(prediction, epsilon, 1 - epsilon));
    const classes = input.shape.at(-1) as number;
    if (ignoreClass === null) return softmaxCrossentropy(oneHot(target, classes), input);
    const counts = tf.notEqual(target, ignoreClass);
    const entropies = softmaxCrossentropy(oneHot(tf.mul(target, tf.cast(counts, 'int32')), classes), input);
    return tf.where(counts, entropies, tf.zerosLike(entropies));
  },
  mask: (target, _losses, { ignoreClass }) => (ignoreClass === null ? undefined : tf.notEqual(target, ignoreClass)),
  targetRange: (predictionShape, { ignoreClass }) => classIndexRange(predictionShape, ignoreClass),
});
