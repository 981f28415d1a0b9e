import type * as tf from '@tensorflow/tfjs-core';

/** What is added to the loss so that a weight stays small, sparse or otherwise well-behaved. */
export interface Regularizer {
  readonly kind: 'regularizer';
  /** Keras' name for the class: `L2`. */
  readonly className: string;
  /** Everything that makes an equal regularizer. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What a weight costs. */
  penalty(weight: tf.Tensor): tf.Scalar;
}

/**
 * Makes a regularizer, a user's own as much as one of the library's.
 *
 * @example
 * const SumToOne = () => defineRegularizer('SumToOne', {}, (weight) => tf.square(tf.sub(tf.sum(weight), 1)));
 */
export function defineRegularizer(
  className: string,
  options: Readonly<Record<string, unknown>>,
  penalty: (weight: tf.Tensor) => tf.Scalar,
): Regularizer {
  return Object.freeze({ kind: 'regularizer', className, options: Object.freeze({ ...options }), penalty });
}
