import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { positive } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { epsilon } from '../losses/loss.js';
import { asFloat } from '../losses/reduce-loss.js';
import type { NumbersFirst } from '../types/given-options.js';
import { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';

/**
 * How the scores of the classes are averaged: `macro`, their mean; `weighted`, their mean weighted by how often the classes
 * occur; `micro`, one score for all classes together; `null`, not at all.
 */
export type FScoreAverage = 'micro' | 'macro' | 'weighted' | null;

export interface FScoreOptions {
  /** How the scores of the classes are averaged. The default is `null`: one score for each class. */
  readonly average?: FScoreAverage;
  /**
   * The probability above which a prediction is 1. The default is `null`: only the highest prediction of a sample is.
   */
  readonly threshold?: number | null;
}

export interface FScoreNumbers extends NumbersFirst {
  readonly beta: 'a number that is more than 0';
  readonly threshold: 'a number above 0 and up to 1';
}

type Options = Required<FScoreOptions>;

/** Probabilities that are not 0, but for rounding. */
const smallestProbability = 1e-9;

/** The definition of F-scores, without their name and options. */
function fScore<Given extends Options>(
  className: string,
  betaOf: (options: Readonly<Given>) => number,
): Pick<MetricDefinition<Given>, 'className' | 'checkOptions' | 'initial' | 'update' | 'result' | 'isSeveral'> {
  return {
    className,

    checkOptions: (options) => {
      const { average, threshold } = options;
      if (average !== null) oneOf(`${className}: average`, average, ['micro', 'macro', 'weighted']);
      positive(`${className}: beta`, betaOf(options));
      if (threshold === null || (typeof threshold === 'number' && threshold > 0 && threshold <= 1)) return;
      throw new ArgumentError(
        `${className}: threshold expects a number above 0 and up to 1 (received ${received(threshold)})`,
      );
    },

    // The number of classes is not known yet; adding counts spreads these zeros over them.
    initial: () => [tf.scalar(0), tf.scalar(0), tf.scalar(0)],

    update: (state, target, prediction, { sampleWeight }, { average, threshold }) => {
      const labels = asFloat(target);
      const guesses = tf.cast(isOne(asFloat(prediction), threshold), 'float32');
      const weight = sampleWeight && tf.reshape(asFloat(sampleWeight), [-1, 1]);
      const sum = (values: tf.Tensor) =>
        tf.sum(weight ? tf.mul(values, weight) : values, average === 'micro' ? undefined : 0);
      const counts = [sum(tf.mul(guesses, labels)), sum(guesses), sum(labels)];
      return counts.map((count, index) => tf.add(state[index] as tf.Tensor, count));
    },

    result: (state, options) => {
      const [found, guessed, present] = state as [tf.Tensor, tf.Tensor, tf.Tensor];
      const precision = tf.div(found, tf.add(guessed, epsilon));
      const recall = tf.div(found, tf.add(present, epsilon));
      const square = betaOf(options) ** 2;
      const denominator = tf.add(tf.add(tf.mul(precision, square), recall), epsilon);
      const scores = tf.mul(tf.div(tf.mul(precision, recall), denominator), 1 + square);
      if (options.average === null) return scores;
      if (options.average !== 'weighted') return tf.mean(scores);
      return tf.sum(tf.mul(scores, tf.div(present, tf.add(tf.sum(present), epsilon))));
    },

    isSeveral: ({ average }, predictionShape) => average === null && predictionShape.at(-1) !== 1,
  };
}

function isOne(prediction: tf.Tensor, threshold: number | null): tf.Tensor {
  if (threshold !== null) return tf.greater(prediction, threshold);
  const isHighest = tf.greaterEqual(prediction, tf.max(prediction, -1, true));
  return tf.logicalAnd(isHighest, tf.greater(tf.abs(prediction), smallestProbability));
}

/** The harmonic mean of precision and recall. */
export const F1Score: MetricFactory<
  'f1Score',
  FScoreOptions,
  [average: FScoreAverage, threshold: number | null],
  ['average', 'threshold'],
  FScoreNumbers
> = defineMetric<
  Options,
  'f1Score',
  [average: FScoreAverage, threshold: number | null],
  ['average', 'threshold'],
  FScoreNumbers
>({
  ...fScore<Options>('F1Score', () => 1),
  name: 'f1Score',
  positional: ['average', 'threshold'],
  defaults: { average: null, threshold: null },
});

export interface FBetaScoreOptions extends FScoreOptions {
  /** The weight of recall relative to precision. The default is 1. */
  readonly beta?: number;
}

type FBetaArguments = [average: FScoreAverage, beta: number, threshold: number | null];

/** The harmonic mean of precision and recall, the latter weighted by `beta`². */
export const FBetaScore: MetricFactory<
  'fbetaScore',
  FBetaScoreOptions,
  FBetaArguments,
  ['average', 'beta', 'threshold'],
  FScoreNumbers,
  'FBetaScore'
> = defineMetric<
  Required<FBetaScoreOptions>,
  'fbetaScore',
  FBetaArguments,
  ['average', 'beta', 'threshold'],
  FScoreNumbers,
  'FBetaScore'
>({
  ...fScore<Required<FBetaScoreOptions>>('FBetaScore', ({ beta }) => beta),
  name: 'fbetaScore',
  positional: ['average', 'beta', 'threshold'],
  defaults: { average: null, beta: 1, threshold: null },
});
