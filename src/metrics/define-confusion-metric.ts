import * as tf from '@tensorflow/tfjs-core';
import { type ConfusionCounts, type CountingOptions, countConfusion } from './confusion-counts.js';
import { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';

/** What is counted, by threshold (and class). */
export interface Confusion {
  readonly truePositives: tf.Tensor;
  readonly falsePositives: tf.Tensor;
  readonly trueNegatives: tf.Tensor;
  readonly falseNegatives: tf.Tensor;
}

/** What sets a metric apart that follows from how often labels and predictions mean what. */
interface ConfusionMetricDefinition<Options extends object>
  extends Pick<MetricDefinition<Options>, 'className' | 'name' | 'defaults' | 'checkOptions' | 'isSeveral'> {
  counting(options: Readonly<Options>): CountingOptions;
  /** The predictions that are counted; as they are unless given. */
  prepare?(prediction: tf.Tensor, options: Readonly<Options>): tf.Tensor;
  result(confusion: Confusion, options: Readonly<Options>): tf.Tensor;
}

/** Makes the factory of a metric that follows from how often labels and predictions mean what. */
export function defineConfusionMetric<Options extends object>(
  definition: ConfusionMetricDefinition<Options>,
): MetricFactory<string, Partial<Options>> {
  return defineMetric({
    ...definition,

    initial: (options) => {
      const { thresholds, multiLabel = false } = definition.counting(options);
      // How many classes there are is not known yet; what is added will spread these zeros over them.
      const shape = multiLabel ? [thresholds.length, 1] : [thresholds.length];
      return [tf.zeros(shape), tf.zeros(shape), tf.zeros([1]), tf.zeros([1])];
    },

    update: (state, target, prediction, { sampleWeight }, options) => {
      const prepared = definition.prepare ? definition.prepare(prediction, options) : prediction;
      const counts = countConfusion(target, prepared, sampleWeight, definition.counting(options));
      return counts.map((count, index) => tf.add(state[index] as tf.Tensor, count));
    },

    result: (state, options) => {
      const [truePositives, falsePositives, positives, negatives] = state as unknown as ConfusionCounts;
      return definition.result(
        {
          truePositives,
          falsePositives,
          trueNegatives: tf.sub(negatives, falsePositives),
          falseNegatives: tf.sub(positives, truePositives),
        },
        options,
      );
    },
  });
}

/** The part that `some` is of `some` and `others`, 0 where there is neither. */
export function shareOf(some: tf.Tensor, others: tf.Tensor): tf.Tensor {
  return tf.divNoNan(some, tf.add(some, others));
}

/** The only value of results for one threshold, the list of them for several. */
export function single(results: tf.Tensor): tf.Tensor {
  return results.size === 1 ? tf.reshape(results, []) : results;
}
