import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import type { NumbersFirst } from '../types/given-options.js';
import { softmaxCrossentropy } from './categorical-crossentropy.js';
import { defineLoss, type LossFactory, type LossNumbers } from './define-loss.js';
import { epsilon } from './loss.js';
import { oneHot } from './reduce-loss.js';
import { classIndexRange } from './target-shape.js';

export interface SparseCategoricalCrossentropyOptions {
  /** Whether predictions are logits, without a softmax. The default is `false`. */
  readonly fromLogits?: boolean;
  /** The class index of positions that do not count. The default is `null`, no such class. */
  readonly ignoreClass?: number | null;
  /** The axis of the classes. The default is -1, the last axis, and the only possible value, as in Keras. */
  readonly axis?: number;
}

/** The numbers among its options; see {@link LossNumbers}. */
export interface SparseCategoricalCrossentropyNumbers extends NumbersFirst {
  readonly axis: '-1, the last';
  readonly ignoreClass: 'an integer, or null';
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
  'classIndices',
  [fromLogits: boolean, ignoreClass: number | null],
  ['fromLogits', 'ignoreClass'],
  SparseCategoricalCrossentropyNumbers
> = defineLoss<
  Required<SparseCategoricalCrossentropyOptions>,
  'classIndices',
  'sparseCategoricalCrossentropy',
  [fromLogits: boolean, ignoreClass: number | null],
  ['fromLogits', 'ignoreClass'],
  SparseCategoricalCrossentropyNumbers
>({
  className: 'SparseCategoricalCrossentropy',
  name: 'sparseCategoricalCrossentropy',
  positional: ['fromLogits', 'ignoreClass'],
  targetKind: 'classIndices',
  logitsOf: 'softmax',
  defaults: { fromLogits: false, ignoreClass: null, axis: -1 },
  checkOptions: ({ axis, ignoreClass }) => {
    if (axis !== -1) {
      throw new ArgumentError(`SparseCategoricalCrossentropy: axis expects -1, the last (received ${received(axis)})`);
    }
    if (ignoreClass === null || Number.isInteger(ignoreClass)) return;
    const shown = received(ignoreClass);
    throw new ArgumentError(
      `SparseCategoricalCrossentropy: ignoreClass expects an integer, or null (received ${shown})`,
    );
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

export interface CategoricalGeneralizedCrossEntropyOptions {
  /** The exponent, between 0 (crossentropy) and 1 (mean absolute error). The default is 0.5. */
  readonly q?: number;
}

/** A crossentropy of class indices that wrong labels affect less: `(1 - p^q) / q`, where `p` is the probability of the class. */
export const CategoricalGeneralizedCrossEntropy: LossFactory<
  'categoricalGeneralizedCrossEntropy',
  CategoricalGeneralizedCrossEntropyOptions,
  'classIndices',
  [q: number],
  ['q'],
  LossNumbers
> = defineLoss<
  Required<CategoricalGeneralizedCrossEntropyOptions>,
  'classIndices',
  'categoricalGeneralizedCrossEntropy',
  [q: number],
  ['q'],
  LossNumbers
>({
  className: 'CategoricalGeneralizedCrossEntropy',
  name: 'categoricalGeneralizedCrossEntropy',
  positional: ['q'],
  targetKind: 'classIndices',
  defaults: { q: 0.5 },
  checkOptions: ({ q }) => {
    if (q > 0 && q < 1) return;
    throw new ArgumentError(
      `CategoricalGeneralizedCrossEntropy: q expects a number between 0 and 1 (received ${received(q)})`,
    );
  },
  losses: (target, prediction, { q }) => {
    const isClass = oneHot(target, prediction.shape.at(-1) as number);
    const probability = tf.sum(tf.mul(prediction, isClass), -1);
    return tf.div(tf.sub(1, tf.pow(probability, q)), q);
  },
  targetRange: (predictionShape) => classIndexRange(predictionShape),
});
