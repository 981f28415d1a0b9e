import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { alignRanks } from '../losses/align-ranks.js';
import { asFloat } from '../losses/as-float.js';
import { defineMetric, type MetricFactory } from './define-metric.js';
import { checkInteger } from './threshold-options.js';

export interface R2ScoreOptions {
  /** What is made of the scores of the outputs; their mean unless given, and with `null`, nothing. */
  readonly classAggregation?: 'uniformAverage' | 'varianceWeightedAverage' | null;
  /** The number of independent variables that the score is adjusted for; 0, for none, unless given. */
  readonly numRegressors?: number;
}

/** The part of the targets' variance that predictions explain: 1 for all of it, 0 for no more than the mean does. */
export const R2Score: MetricFactory<'r2Score', R2ScoreOptions> = defineMetric<Required<R2ScoreOptions>>({
  className: 'R2Score',
  name: 'r2Score',
  defaults: { classAggregation: 'uniformAverage', numRegressors: 0 },
  nullable: ['classAggregation'],
  checkOptions: ({ classAggregation, numRegressors }) => {
    const aggregations = ['uniformAverage', 'varianceWeightedAverage'] as const;
    if (classAggregation !== null) oneOf('R2Score: classAggregation', classAggregation, aggregations);
    checkInteger('R2Score: numRegressors', numRegressors, 0);
  },

  // How many outputs there are is not known yet; what is added will spread these zeros over them.
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

function aggregate(
  scores: tf.Tensor,
  variation: tf.Tensor,
  aggregation: Required<R2ScoreOptions>['classAggregation'],
): tf.Tensor {
  if (aggregation === null) return scores;
  if (aggregation === 'uniformAverage') return tf.mean(scores);
  return tf.div(tf.sum(tf.mul(variation, scores)), tf.sum(variation));
}
