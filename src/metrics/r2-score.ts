import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { alignRanks, asFloat } from '../losses/align-ranks.js';
import { checkInteger } from './confusion-metrics.js';
import { defineMetric, type MetricFactory } from './define-metric.js';

type Aggregation = 'uniformAverage' | 'varianceWeightedAverage' | null;
type Positional = [classAggregation: Aggregation, numRegressors: number];

export interface R2ScoreOptions {
  /** How the scores of the outputs are averaged; `'uniformAverage'` unless given, and with `null`, not at all. */
  readonly classAggregation?: Aggregation;
  /** The number of independent variables that the score is adjusted for; 0, for none, unless given. */
  readonly numRegressors?: number;
}

/** The share of the targets' variance that predictions explain: 1 for all of it, 0 for no more than the mean does. */
export const R2Score: MetricFactory<'r2Score', R2ScoreOptions, Positional> = defineMetric<
  Required<R2ScoreOptions>,
  'r2Score',
  Positional
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
