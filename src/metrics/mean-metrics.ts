import type * as tf from '@tensorflow/tfjs-core';
import { axisIndex, checkAxes } from '../arguments/shape.js';
import { DataError } from '../errors.js';
import { checkPerSample, valuesOf } from '../losses/compute-loss.js';
import type { Loss } from '../losses/loss.js';
import { alignRanks, applyMask, asFloat, reduceLoss } from '../losses/reduce-loss.js';
import { show } from '../types/shape.js';
import { createMetric, defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';
import type { Metric, MetricFunction } from './metric.js';
import { runningMean } from './value-metric.js';

/** The definition of a metric that is the mean of a value of each sample. */
interface MeanMetricDefinition<Options extends object, Name extends string>
  extends Pick<MetricDefinition<Options, Name>, 'className' | 'name' | 'defaults' | 'positional' | 'checkOptions'> {
  /** The values of each sample, given `float32` tensors. */
  values(target: tf.Tensor, prediction: tf.Tensor, options: Readonly<Options>): tf.Tensor;
  /** Computes the metric from the mean; the mean itself by default. */
  finish?(mean: tf.Tensor): tf.Tensor;
  /** Whether masked positions count all the same. The default is `false`. */
  readonly countsMasked?: boolean;
}

/** Makes the factory of a metric that is the mean of a value of each sample. */
export function defineMeanMetric<
  Options extends object,
  const Name extends string = string,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
>(
  definition: MeanMetricDefinition<Options, Name>,
): MetricFactory<Name, Partial<Options>, Positional, Names, Numbers, ClassName> {
  return defineMetric<Options, Name, Positional, Names, Numbers, ClassName>({
    ...definition,
    checkOptions: (options) => {
      if ('axis' in options) checkAxes(`${definition.className}: axis`, options.axis as number);
      definition.checkOptions?.(options);
    },
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask }, options) => {
      const [aligned, output] = alignRanks(asFloat(target), asFloat(prediction));
      if ('axis' in options) {
        checkBroadcast(definition.className, aligned, output);
        axisIndex(`${definition.className}: axis`, options.axis as number, output.rank);
      }
      const weight = applyMask(sampleWeight, definition.countsMasked ? undefined : mask, 'sum');
      return runningMean.add(state, definition.values(aligned, output, options), weight);
    },
    result: (state) => {
      const mean = runningMean.result(state);
      return definition.finish ? definition.finish(mean) : mean;
    },
  });
}

/** @throws DataError if targets and predictions do not broadcast to one shape. */
function checkBroadcast(owner: string, { shape: target }: tf.Tensor, { shape: prediction }: tf.Tensor): void {
  const sizes = [...prediction].reverse();
  const isRight = [...target].reverse().every((size, axis) => size === 1 || [1, size].includes(sizes[axis] ?? 1));
  if (isRight) return;
  throw new DataError(`${owner} expects targets of shape ${show(prediction)} (received ${show(target)})`);
}

/** A metric that is the mean of a loss over all samples; of a loss that sums, the mean over all batches. */
export function meanOfLoss<Name extends string>(loss: Loss<Name>): Metric<Name> {
  const { className, name, options } = loss;
  const { reduction: _, ...others } = options;
  return createMetric<Name>({
    kind: 'metric',
    className,
    name,
    options: Object.freeze({ ...others, name }),
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask } = {}) => {
      const losses = loss.losses(target, prediction);
      const weight = applyMask(sampleWeight, mask, 'sum');
      // As in Keras: what a loss leaves out counts as 0, unless there are weights or a mask; then it does not count.
      const own = weight && loss.mask?.(target, prediction, losses);
      if (loss.reduction !== 'sum') return runningMean.add(state, losses, applyMask(weight, own, 'sum'));
      return runningMean.add(state, reduceLoss(losses, 'sum', weight));
    },
    result: runningMean.result,
  });
}

/**
 * A metric that is the mean, over all samples, of what a user's own function returns. Its targets come as they are, of
 * of any rank, as in Keras.
 */
export function meanOfFunction(compute: MetricFunction): Metric {
  const name = compute.name || 'metric';
  return createMetric({
    kind: 'metric',
    className: 'MeanMetricWrapper',
    name,
    options: Object.freeze({}),
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask } = {}) => {
      const values = valuesOf(`metric ${name}`, compute, target, prediction);
      const weight = applyMask(sampleWeight, mask, 'sum');
      checkPerSample(`metric ${name}`, values, weight);
      return runningMean.add(state, values, weight);
    },
    result: runningMean.result,
  });
}
