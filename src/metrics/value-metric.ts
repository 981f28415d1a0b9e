import type * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import type { MetricOptions } from './metric.js';

/** How a number follows from values, batch after batch. */
export interface ValueRule {
  /** A fresh state, which belongs to the caller. */
  initial(): readonly tf.Tensor[];

  /**
   * The state after more values.
   *
   * @param sampleWeight a weight for all values, for each sample, or for each of its positions.
   */
  add(state: readonly tf.Tensor[], values: tf.Tensor, sampleWeight?: tf.Tensor | number): readonly tf.Tensor[];

  /** The number, given all values so far. */
  result(state: readonly tf.Tensor[]): tf.Tensor;
}

/**
 * A metric of values that are there, not of targets and predictions: for training loops of one's own, not for `compile`. Its
 * state is a list of tensors that belong to the caller.
 */
export interface ValueMetric<out Name extends string = string> extends ValueRule {
  /** Keras' name for the class: `Mean`. */
  readonly className: string;
  readonly name: Name;
  /** Everything that makes an equal metric when it is given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Makes a metric of values, which is called `Name` unless another is given. */
export type ValueMetricFactory<Name extends string> = <const Given extends string = Name>(
  options?: MetricOptions<Given>,
) => ValueMetric<Given>;

/** Makes the factory of a metric of values. */
export function defineValueMetric<const Name extends string>(
  className: string,
  name: Name,
  rule: ValueRule,
): ValueMetricFactory<Name> {
  return <const Given extends string = Name>(given?: MetricOptions<Given>) => {
    const options = completeOptions<{ readonly name: string }>(className, { name }, given);
    return Object.freeze<ValueMetric<Given>>({
      ...rule,
      className,
      name: options.name as Given,
      options: options as Readonly<Record<string, unknown>>,
    });
  };
}
