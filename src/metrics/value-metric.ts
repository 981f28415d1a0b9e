import * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import { requireTensors } from '../arguments/require-tensors.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import type { MetricOptions } from './metric.js';
import { MetricMemory } from './metric-memory.js';

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

/** A metric of values that are there, not of targets and predictions. It keeps nothing. */
export interface ValueMetricRule<out Name extends string = string> extends ValueRule {
  readonly kind: 'metric';
  /** Keras' name for the class: `Mean`. */
  readonly className: string;
  readonly name: Name;
  /** Everything that makes an equal metric when it is given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The same with a state: for training loops of one's own, not for `compile`. */
export interface ValueMetric<out Name extends string = string> extends ValueMetricRule<Name> {
  /** Takes in values, or one. */
  updateState(values: tf.Tensor | number, sampleWeight?: tf.Tensor | number): void;

  /** What the metric is, given all that {@link updateState} has taken in, or a state. The tensor belongs to the caller. */
  result(state?: readonly tf.Tensor[]): Tensor;

  /** Forgets what {@link updateState} has taken in, and frees it. */
  resetState(): void;
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
    return statefulOfValues<Given>({
      ...rule,
      kind: 'metric',
      className,
      name: options.name as Given,
      options: options as Readonly<Record<string, unknown>>,
    });
  };
}

/** A metric of a rule: what can also keep its state itself. */
function statefulOfValues<Name extends string>(rule: ValueMetricRule<Name>): ValueMetric<Name> {
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
