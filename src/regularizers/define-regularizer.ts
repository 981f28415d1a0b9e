import * as tf from '@tensorflow/tfjs-core';
import type { MadeOfArguments } from '../types/given-arguments.js';

/** A penalty that is added to the loss so that a weight stays small, sparse or otherwise well-behaved. */
export interface Regularizer {
  readonly kind: 'regularizer';
  /** Keras' name for the class: `L2`. */
  readonly className: string;
  /** All options, which make an equal regularizer when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * The penalty of a weight.
   *
   * @param weight The value of the weight.
   */
  penalty(weight: tf.Tensor): tf.Scalar;
}

/** The numbers among the options of regularizers. */
interface RegularizerNumbers {
  readonly l1: 'a number that is 0 or more';
  readonly l2: 'a number that is 0 or more';
  readonly factor: 'a number that is 0 or more';
}

/** Makes a regularizer. All options have defaults; those in `Positional` can also come first, by position. */
export interface RegularizerFactory<
  Identifier extends string,
  Options extends object,
  Positional extends readonly unknown[],
  ClassName extends string = string,
  Names extends readonly string[] = [],
> extends MadeOfArguments<Regularizer, ClassName, Positional, Names, Options, RegularizerNumbers> {
  /** The name that stands for the regularizer with its default options. */
  readonly identifier: Identifier;
}

/**
 * Makes a regularizer, a user's own as much as one of the library's. Tensors that `penalty` makes on the way are freed.
 *
 * @param className The name of the class, by which configurations are read and written.
 * @param penalty The function that computes the penalty of a weight, a scalar.
 *
 * @example
 * const SumToOne = () => defineRegularizer('SumToOne', {}, (weight) => tf.square(tf.sub(tf.sum(weight), 1)));
 */
export function defineRegularizer(
  className: string,
  options: Readonly<Record<string, unknown>>,
  penalty: (weight: tf.Tensor) => tf.Scalar,
): Regularizer {
  return Object.freeze({
    kind: 'regularizer',
    className,
    options: Object.freeze({ ...options }),
    penalty: (weight: tf.Tensor) => tf.tidy(() => penalty(weight)),
  });
}
