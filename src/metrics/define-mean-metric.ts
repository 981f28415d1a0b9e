import type * as tf from '@tensorflow/tfjs-core';
import { alignRanks } from '../losses/align-ranks.js';
import { applyMask } from '../losses/apply-mask.js';
import { asFloat } from '../losses/as-float.js';
import { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';
import { runningMean } from './running-mean.js';

/** What sets a metric apart that is the mean of a value of each sample. */
interface MeanMetricDefinition<Options extends object>
  extends Pick<MetricDefinition<Options>, 'className' | 'name' | 'defaults' | 'checkOptions'> {
  /** The values of each sample, given `float32` tensors. */
  values(target: tf.Tensor, prediction: tf.Tensor, options: Readonly<Options>): tf.Tensor;
  /** What is made of the mean at last; nothing unless given. */
  finish?(mean: tf.Tensor): tf.Tensor;
  /** Whether masked positions count all the same; not unless given. */
  readonly countsMasked?: boolean;
}

/** Makes the factory of a metric that is the mean of a value of each sample. */
export function defineMeanMetric<Options extends object>(
  definition: MeanMetricDefinition<Options>,
): MetricFactory<string, Partial<Options>> {
  return defineMetric({
    ...definition,
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask }, options) => {
      const [aligned, output] = alignRanks(asFloat(target), asFloat(prediction));
      const weight = applyMask(sampleWeight, definition.countsMasked ? undefined : mask, 'sum');
      return runningMean.add(state, definition.values(aligned, output, options), weight);
    },
    result: (state) => {
      const mean = runningMean.result(state);
      return definition.finish ? definition.finish(mean) : mean;
    },
  });
}
