import * as tf from '@tensorflow/tfjs-core';
import type { MadeOfArguments } from '../types/given-arguments.js';

/** A function that keeps a weight within bounds after each training step. */
export interface Constraint {
  readonly kind: 'constraint';
  /** Keras' name for the class: `MaxNorm`. */
  readonly className: string;
  /** All options, which make an equal constraint when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * The permitted weight, of the same shape, that replaces `weight`.
   *
   * @param weight The value of the weight after an update.
   */
  project(weight: tf.Tensor): tf.Tensor;
}

/** The numbers among the options of constraints. */
interface ConstraintNumbers {
  readonly minValue: 'a number that is 0 or more';
  readonly maxValue: 'a number that is 0 or more';
  readonly rate: 'a number from 0 to 1';
  readonly axis: 'an integer, or a list of them';
}

/** Makes a constraint. All options have defaults; those in `Positional` can also come first, by position. */
export interface ConstraintFactory<
  Identifier extends string,
  Options extends object = object,
  Positional extends readonly unknown[] = [],
  ClassName extends string = string,
  Names extends readonly string[] = [],
> extends MadeOfArguments<Constraint, ClassName, Positional, Names, Options, ConstraintNumbers> {
  /** The name that stands for the constraint with its default options. */
  readonly identifier: Identifier;
}

/**
 * Makes a constraint, a user's own as much as one of the library's. Tensors that `project` makes on the way are freed.
 *
 * @param className The name of the class, by which configurations are read and written.
 * @param project The function that returns the nearest permitted value of a weight.
 *
 * @example
 * const Bounded = () => defineConstraint('Bounded', {}, (weight) => tf.clipByValue(weight, -1, 1));
 */
export function defineConstraint(
  className: string,
  options: Readonly<Record<string, unknown>>,
  project: (weight: tf.Tensor) => tf.Tensor,
): Constraint {
  return Object.freeze({
    kind: 'constraint',
    className,
    options: Object.freeze({ ...options }),
    project: (weight: tf.Tensor) => tf.tidy(() => project(weight)),
  });
}
