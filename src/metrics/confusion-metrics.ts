import * as tf from '@tensorflow/tfjs-core';
import { asList, within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import type { NumbersFirst } from '../types/given-options.js';
import { belowAnyThreshold, type ConfusionCounts, type CountingOptions, countConfusion } from './confusion-counts.js';
import { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';

/** Counts of samples, by threshold (and class). */
export interface Confusion {
  readonly truePositives: tf.Tensor;
  readonly falsePositives: tf.Tensor;
  readonly trueNegatives: tf.Tensor;
  readonly falseNegatives: tf.Tensor;
}

/** The definition of a metric that follows from the counts of true and false predictions. */
interface ConfusionMetricDefinition<Options extends object, Name extends string>
  extends Pick<
    MetricDefinition<Options, Name>,
    'className' | 'name' | 'defaults' | 'positional' | 'isRequiring' | 'checkOptions' | 'isSeveral'
  > {
  counting(options: Readonly<Options>): CountingOptions;
  /** Maps the predictions before they are counted. The default is the identity. */
  prepare?(prediction: tf.Tensor, options: Readonly<Options>): tf.Tensor;
  result(confusion: Confusion, options: Readonly<Options>): tf.Tensor;
}

/** Makes the factory of a metric that follows from the counts of true and false predictions. */
export function defineConfusionMetric<
  Options extends object,
  const Name extends string = string,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
>(
  definition: ConfusionMetricDefinition<Options, Name>,
): MetricFactory<Name, Partial<Options>, Positional, Names, Numbers, ClassName> {
  return defineMetric<Options, Name, Positional, Names, Numbers, ClassName>({
    ...definition,

    initial: (options) => {
      const { thresholds, multiLabel = false } = definition.counting(options);
      // The number of classes is not known yet; adding counts spreads these zeros over them.
      const shape = multiLabel ? [thresholds.length, 1] : [thresholds.length];
      return [tf.zeros(shape), tf.zeros(shape), tf.zeros([1]), tf.zeros([1])];
    },

    update: (state, target, prediction, { sampleWeight }, options) => {
      const prepared = definition.prepare ? definition.prepare(prediction, options) : prediction;
      const counts = countConfusion(definition.className, target, prepared, sampleWeight, definition.counting(options));
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

/** The share of `some` in `some` and `others`, 0 where there is neither. */
export function shareOf(some: tf.Tensor, others: tf.Tensor): tf.Tensor {
  return tf.divNoNan(some, tf.add(some, others));
}

type Thresholds = number | readonly number[] | null;

export interface ThresholdOptions {
  /**
   * The probability above which a prediction is 1, or a list of several, with a result for each. The default is `null`,
   * which is 0.5, or no threshold with `topK`.
   */
  readonly thresholds?: Thresholds;
}

export interface PositivesOptions extends ThresholdOptions {
  /**
   * The number of highest predictions of a sample that may be 1, whatever the threshold. The default is `null`, any
   * number.
   */
  readonly topK?: number | null;
  /** The index of the only class that counts. The default is `null`, all classes. */
  readonly classId?: number | null;
}

export interface PositivesNumbers extends NumbersFirst {
  readonly classId: 'an integer from 0';
  readonly thresholds: 'a number from 0 to 1';
  readonly topK: 'an integer from 1';
}

/** The factory of a metric with thresholds. */
function thresholdMetric<Options extends Required<ThresholdOptions>, const Name extends string>(
  className: string,
  name: Name,
  defaults: Options,
  results: (confusion: Confusion) => tf.Tensor,
): MetricFactory<Name, Partial<Options>, [thresholds: Thresholds], ['thresholds'], PositivesNumbers> {
  return defineConfusionMetric<Options, Name, [thresholds: Thresholds], ['thresholds'], PositivesNumbers>({
    className,
    name,
    positional: ['thresholds'],
    defaults,
    checkOptions: (options) => checkPositives(className, options),
    counting: ({ thresholds, topK = null, classId = null }: PositivesOptions) => {
      const standard = topK === null ? 0.5 : belowAnyThreshold;
      return { thresholds: [thresholds ?? standard].flat(), topK, classId };
    },
    isSeveral: ({ thresholds }) => [thresholds].flat().length !== 1,
    result: (confusion) => {
      const list = results(confusion);
      return list.size === 1 ? tf.reshape(list, []) : list;
    },
  });
}

function checkPositives(owner: string, { thresholds, topK = null, classId = null }: PositivesOptions): void {
  for (const threshold of asList(thresholds ?? [])) within(`${owner}: thresholds`, threshold, 0, 1);
  checkInteger(`${owner}: topK`, topK, 1);
  checkInteger(`${owner}: classId`, classId, 0);
}

/** @throws ArgumentError if the value is neither `null` nor an integer from `least` on. */
export function checkInteger(owner: string, value: number | null, least: number): void {
  if (value === null || (Number.isInteger(value) && value >= least)) return;
  throw new ArgumentError(`${owner} expects an integer from ${least} (received ${received(value)})`);
}

type FactoryOf<Name extends string, Options extends ThresholdOptions> = MetricFactory<
  Name,
  Options,
  [thresholds: Thresholds],
  ['thresholds'],
  PositivesNumbers
>;
type ThresholdFactory<Name extends string> = FactoryOf<Name, ThresholdOptions>;
type PositivesFactory<Name extends string> = FactoryOf<Name, PositivesOptions>;

const one: Required<ThresholdOptions> = { thresholds: null };
const positives: Required<PositivesOptions> = { thresholds: null, topK: null, classId: null };

/** The number of predictions 1 whose label is 1. */
export const TruePositives: ThresholdFactory<'truePositives'> = thresholdMetric(
  'TruePositives',
  'truePositives',
  one,
  ({ truePositives }) => truePositives,
);

/** The number of predictions 0 whose label is 0. */
export const TrueNegatives: ThresholdFactory<'trueNegatives'> = thresholdMetric(
  'TrueNegatives',
  'trueNegatives',
  one,
  ({ trueNegatives }) => trueNegatives,
);

/** The number of predictions 1 whose label is 0. */
export const FalsePositives: ThresholdFactory<'falsePositives'> = thresholdMetric(
  'FalsePositives',
  'falsePositives',
  one,
  ({ falsePositives }) => falsePositives,
);

/** The number of predictions 0 whose label is 1. */
export const FalseNegatives: ThresholdFactory<'falseNegatives'> = thresholdMetric(
  'FalseNegatives',
  'falseNegatives',
  one,
  ({ falseNegatives }) => falseNegatives,
);

/**
 * The share of the predictions 1 whose label is 1.
 *
 * @example
 * model.compile({ loss: 'binaryCrossentropy', metrics: [Precision(0.9), Recall(0.9)] });
 */
export const Precision: PositivesFactory<'precision'> = thresholdMetric(
  'Precision',
  'precision',
  positives,
  ({ truePositives, falsePositives }) => shareOf(truePositives, falsePositives),
);

/** The share of the labels 1 whose prediction is 1. */
export const Recall: PositivesFactory<'recall'> = thresholdMetric(
  'Recall',
  'recall',
  positives,
  ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives),
);
