import type * as tf from '@tensorflow/tfjs-core';

/** What keeps a weight within bounds after each training step. */
export interface Constraint {
  readonly kind: 'constraint';
  /** Keras' name for the class: `MaxNorm`. */
  readonly className: string;
  /** Everything that makes an equal constraint. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The permitted weight, of the same shape, that takes the place of `weight`. */
  project(weight: tf.Tensor): tf.Tensor;
}

/**
 * Makes a constraint, a user's own as much as one of the library's.
 *
 * @example
 * const Bounded = () => defineConstraint('Bounded', {}, (weight) => tf.clipByValue(weight, -1, 1));
 */
export function defineConstraint(
  className: string,
  options: Readonly<Record<string, unknown>>,
  project: (weight: tf.Tensor) => tf.Tensor,
): Constraint {
  return Object.freeze({ kind: 'constraint', className, options: Object.freeze({ ...options }), project });
}
