import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { epsilon } from '../losses/loss.js';
import { alignRanks, asFloat } from '../losses/reduce-loss.js';
import { type CosineSimilarityOptions, cosine } from '../losses/regression.js';
import type { NumbersFirst } from '../types/given-options.js';
import { checkInteger } from './confusion-metrics.js';
import { defineMetric, type MetricFactory } from './define-metric.js';
import { defineMeanMetric } from './mean-metrics.js';

export interface AxisNumbers extends NumbersFirst {
  readonly axis: 'an integer, or a list of different ones';
}

/** The mean of the cosines of the angles between targets and predictions: 1 where they have the same direction. */
export const CosineSimilarity: MetricFactory<'cosineSimilarity', CosineSimilarityOptions, [], [], AxisNumbers> =
  defineMeanMetric<Required<CosineSimilarityOptions>, 'cosineSimilarity', [], [], AxisNumbers>({
    className: 'CosineSimilarity',
    name: 'cosineSimilarity',
    defaults: { axis: -1 },
    values: (target, prediction, { axis }) => cosine(target, prediction, axis),
  });

export interface CorrelationOptions {
  /** The axis along which values are correlated. The default is -1, the last axis. */
  readonly axis?: number;
}

/** The mean of the correlation coefficients of targets and predictions: 1 where one is a rising line over the other. */
export const PearsonCorrelation: MetricFactory<'pearsonCorrelation', CorrelationOptions, [], [], AxisNumbers> =
  defineMeanMetric<Required<CorrelationOptions>, 'pearsonCorrelation', [], [], AxisNumbers>({
    className: 'PearsonCorrelation',
    name: 'pearsonCorrelation',
    defaults: { axis: -1 },
    values: (target, prediction, { axis }) =>
      tf.mean(tf.mul(standardized(target, axis), standardized(prediction, axis)), axis),
  });

/** Values minus their mean, divided by their standard deviation. */
function standardized(values: tf.Tensor, axis: number): tf.Tensor {
  const deviation = tf.sub(values, tf.mean(values, axis, true));
  return tf.div(deviation, tf.add(tf.sqrt(tf.mean(tf.square(deviation), axis, true)), epsilon));
}

/** The mean of the concordance coefficients of targets and predictions: 1 where they are equal. */
export const ConcordanceCorrelation: MetricFactory<'concordanceCorrelation', CorrelationOptions, [], [], AxisNumbers> =
  defineMeanMetric<Required<CorrelationOptions>, 'concordanceCorrelation', [], [], AxisNumbers>({
    className: 'ConcordanceCorrelation',
    name: 'concordanceCorrelation',
    defaults: { axis: -1 },
    values: (target, prediction, { axis }) => {
      const targets = tf.moments(target, axis, true);
      const predictions = tf.moments(prediction, axis, true);
      // Keras takes both deviations from the prediction's mean; their mean product is the covariance all the same.
      const product = tf.mul(tf.sub(target, predictions.mean), tf.sub(prediction, predictions.mean));
      const distance = tf.squaredDifference(targets.mean, predictions.mean);
      const norm = tf.add(tf.add(tf.add(targets.variance, predictions.variance), distance), epsilon);
      return tf.mean(tf.div(tf.mul(product, 2), norm), axis);
    },
  });

type Aggregation = 'uniformAverage' | 'varianceWeightedAverage' | null;
type Positional = [classAggregation: Aggregation, numRegressors: number];

export interface R2ScoreOptions {
  /** How the scores of the outputs are averaged; `null` returns one score for each. The default is `uniformAverage`. */
  readonly classAggregation?: Aggregation;
  /** The number of independent variables for which the score is adjusted. The default is 0, no adjustment. */
  readonly numRegressors?: number;
}

export interface R2ScoreNumbers extends NumbersFirst {
  readonly numRegressors: 'an integer from 0';
}

/** The share of the targets' variance that predictions explain: 1 for all of it, 0 for no more than the mean does. */
export const R2Score: MetricFactory<
  'r2Score',
  R2ScoreOptions,
  Positional,
  ['classAggregation', 'numRegressors'],
  R2ScoreNumbers
> = defineMetric<
  Required<R2ScoreOptions>,
  'r2Score',
  Positional,
  ['classAggregation', 'numRegressors'],
  R2ScoreNumbers
>({
  className: 'R2Score',
  name: 'r2Score',
  positional: ['classAggregation', 'numRegressors'],
  defaults: { classAggregation: 'uniformAverage', numRegressors: 0 },
  nullable: ['classAggregation'],
  checkOptions: ({ classAggregation, numRegressors }) => {
    const aggregations = ['uniformAverage', 'varianceWeightedAverage'] as const;
    if (classAggregation !== null) oneOf('R2Score: classAggregation', classAggregation, aggregations);
    checkInteger('R2Score: numRegressors', numRegressors, 0);
  },

  // The number of outputs is not known yet; adding sums spreads these zeros over them.
  initial: () => Array.from({ length: 5 }, () => tf.scalar(0)),

  update: (state, target, prediction, { sampleWeight }) => {
    const [truth, output] = alignRanks(asFloat(target), asFloat(prediction));
    const given = sampleWeight ? asFloat(sampleWeight) : tf.scalar(1);
    const weight = tf.broadcastTo(given.rank === 1 ? tf.expandDims(given, 1) : given, truth.shape);
    const weighted = tf.mul(truth, weight);
    const sums = [
      tf.sum(weighted, 0),
      tf.sum(tf.mul(truth, weighted), 0),
      tf.sum(tf.mul(tf.squaredDifference(truth, output), weight), 0),
      tf.sum(weight, 0),
      truth.size,
    ];
    return sums.map((sum, index) => tf.add(state[index] as tf.Tensor, sum));
  },

  result: (state, { classAggregation, numRegressors }) => {
    const [sum, squares, residuals, count, size] = state as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const variation = tf.sub(squares, tf.div(tf.square(sum), count));
    const raw = tf.sub(1, tf.div(residuals, variation));
    const scores = tf.where(tf.isInf(raw), tf.zerosLike(raw), raw);
    const score = aggregate(scores, variation, classAggregation);
    if (numRegressors === 0) return score;
    const adjusted = tf.sub(1, tf.div(tf.mul(tf.sub(1, score), tf.sub(size, 1)), tf.sub(size, numRegressors + 1)));
    const isDefined = tf.greater(tf.sub(size, 1), numRegressors);
    return tf.where(tf.broadcastTo(isDefined, score.shape), adjusted, score);
  },

  isSeveral: ({ classAggregation }, predictionShape) => classAggregation === null && predictionShape.at(-1) !== 1,
});

function aggregate(scores: tf.Tensor, variation: tf.Tensor, aggregation: Aggregation): tf.Tensor {
  if (aggregation === null) return scores;
  if (aggregation === 'uniformAverage') return tf.mean(scores);
  return tf.div(tf.sum(tf.mul(variation, scores)), tf.sum(variation));
}
