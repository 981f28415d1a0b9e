import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { completeOptions } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import type { MetricOptions } from './metric.js';
import { MetricMemory } from './metric-memory.js';

/** A number that is computed from values, batch after batch. */
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

/** A metric of values, not of targets and predictions. It has no state. */
export interface ValueMetricRule<out Name extends string = string> extends ValueRule {
  readonly kind: 'metric';
  /** Keras' name for the class: `Mean`. */
  readonly className: string;
  readonly name: Name;
  /** All options, which make an equal metric when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A metric of values with a state: for training loops of one's own, not for `compile`. */
export interface ValueMetric<out Name extends string = string> extends ValueMetricRule<Name> {
  /** Updates the state with values, or one. */
  updateState(values: tf.Tensor | number, sampleWeight?: tf.Tensor | number): void;

  /** The metric of all values since {@link resetState}, or of a state. The tensor belongs to the caller. */
  result(state?: readonly tf.Tensor[]): Tensor;

  /** Resets and frees the state. */
  resetState(): void;
}

/** Makes a metric of values. It is called `Name` unless the options have another name. */
export type ValueMetricFactory<Name extends string> = <const Given extends string = Name>(
  options?: MetricOptions<Given>,
) => ValueMetric<Given>;

/** Makes the factory of a metric of values. */
export function defineValueMetric<const Name extends string>(
  className: string,
  name: Name,
  rule: ValueRule,
): ValueMetricFactory<Name> {
  return withPositional<ValueMetricFactory<Name>, { readonly name?: string }>(className, [], (given) => {
    const options = completeOptions<{ readonly name: string }>(className, { name }, given);
    return createValueMetric<Name>({
      ...rule,
      kind: 'metric',
      className,
      name: options.name as Name,
      options: options as Readonly<Record<string, unknown>>,
    });
  });
}

/** A metric of a rule, which has a state of its own too. */
function createValueMetric<Name extends string>(rule: ValueMetricRule<Name>): ValueMetric<Name> {
  const memory = new MetricMemory(rule);
  return Object.freeze<ValueMetric<Name>>({
    ...rule,
    updateState(values, sampleWeight) {
      if (typeof values !== 'number') requireTensors(`${rule.name}.updateState`, { values });
      memory.update((state) => rule.add(state, typeof values === 'number' ? tf.scalar(values) : values, sampleWeight));
    },
    result: (state) => (state ? asTensor(rule.result(state)) : memory.result()),
    resetState: () => memory.clear(),
  });
}
