import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { completeOptions } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { alignRanks, asFloat } from '../losses/reduce-loss.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import { MetricMemory, type MetricOptions } from './metric.js';

/** A number that is computed from values, batch after batch. */
export interface ValueRule {
  /** A fresh state, which belongs to the caller. */
  initial(): readonly tf.Tensor[];

  /**
   * The state after more values.
   *
   * @param state The state before the values.
   * @param values The values to add.
   * @param sampleWeight A weight for all values, for each sample, or for each of its positions. The default is 1.
   */
  add(state: readonly tf.Tensor[], values: tf.Tensor, sampleWeight?: tf.Tensor | number): readonly tf.Tensor[];

  /**
   * The number, given all values so far.
   *
   * @param state The state after the last values.
   */
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
  /**
   * Updates the state with values, or one.
   *
   * @param values The values of the batch, or one number.
   * @param sampleWeight A weight for all values, for each sample, or for each of its positions. The default is 1.
   */
  updateState(values: tf.Tensor | number, sampleWeight?: tf.Tensor | number): void;

  /**
   * The metric of all values since {@link resetState}, or of a state. The tensor belongs to the caller.
   *
   * @param state The state to compute the result of. The default is that of the metric itself.
   */
  result(state?: readonly tf.Tensor[]): Tensor;

  /** Resets and frees the state. */
  resetState(): void;
}

/** Makes a metric of values. It is called `Name` unless the options have another name. */
export type ValueMetricFactory<Name extends string> = <const Given extends string = Name>(
  options?: MetricOptions<Given>,
) => ValueMetric<Given>;

/** Makes the factory of a metric of values. */
function defineValueMetric<const Name extends string>(
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

/** The mean of all values so far, each with its weight. Its state is two tensors: the sum, and the sum of the weights. */
export const runningMean: ValueRule = Object.freeze<ValueRule>({
  initial: () => [tf.scalar(0), tf.scalar(0)],

  add([sum, count], values, sampleWeight) {
    const { total, weight } = weigh(asFloat(values), sampleWeight);
    return [tf.add(sum as tf.Tensor, total), tf.add(count as tf.Tensor, weight)];
  },

  result: ([sum, count]) => tf.divNoNan(sum as tf.Tensor, count as tf.Tensor),
});

function weigh(
  values: tf.Tensor,
  sampleWeight: tf.Tensor | number | undefined,
): { readonly total: tf.Tensor; readonly weight: tf.Tensor | number } {
  if (sampleWeight === undefined) return { total: tf.sum(samplewise(values)), weight: values.shape[0] ?? 1 };
  if (typeof sampleWeight === 'number') return { total: tf.mul(tf.mean(values), sampleWeight), weight: sampleWeight };
  const [aligned, weight] = alignRanks(values, asFloat(sampleWeight));
  const positions = meanFrom(aligned, weight.rank);
  const spread = weight.size === positions.size ? weight : tf.broadcastTo(weight, positions.shape);
  return { total: tf.sum(samplewise(tf.mul(positions, spread))), weight: tf.sum(samplewise(spread)) };
}

/** One value for each sample: the mean over its positions. */
function samplewise(values: tf.Tensor): tf.Tensor {
  return meanFrom(values, 1);
}

/** The mean over the axes from `first` on. */
function meanFrom(values: tf.Tensor, first: number): tf.Tensor {
  if (values.rank <= first) return values;
  return tf.mean(
    values,
    Array.from({ length: values.rank - first }, (_, index) => first + index),
  );
}

/**
 * The mean of values, where the values of one sample count as one, their mean; 0 as long as there are none.
 *
 * @example
 * const loss = Mean({ name: 'loss' });
 * loss.updateState(lossOfBatch, batchSize);
 * using mean = loss.result();
 */
export const Mean: ValueMetricFactory<'mean'> = defineValueMetric('Mean', 'mean', runningMean);

/**
 * The sum of values, each multiplied by its weight if it has one.
 *
 * @example
 * const tokens = Sum({ name: 'tokens' });
 * tokens.updateState(lengths);
 */
export const Sum: ValueMetricFactory<'sum'> = defineValueMetric('Sum', 'sum', {
  initial: () => [tf.scalar(0)],
  add: ([sum], values, sampleWeight) => [tf.add(sum as tf.Tensor, tf.sum(weighted(asFloat(values), sampleWeight)))],
  result: ([sum]) => tf.clone(sum as tf.Tensor),
});

function weighted(values: tf.Tensor, sampleWeight: tf.Tensor | number | undefined): tf.Tensor {
  if (sampleWeight === undefined) return values;
  if (typeof sampleWeight === 'number') return tf.mul(values, sampleWeight);
  const [aligned, weight] = alignRanks(values, asFloat(sampleWeight));
  const inner = Array.from({ length: Math.max(0, aligned.rank - weight.rank) }, (_, index) => weight.rank + index);
  return tf.mul(inner.length === 0 ? aligned : tf.sum(aligned, inner), weight);
}
