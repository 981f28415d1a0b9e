import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';
import { oneOf } from '../arguments/one-of.js';
import { ArgumentError } from '../errors.js';
import { asFloat } from '../losses/as-float.js';
import { epsilon } from '../losses/epsilon.js';
import type { MetricDefinition } from './define-metric.js';

/**
 * What is made of the scores of the classes: `macro`, their mean; `weighted`, their mean weighted by how often they are
 * right; `micro`, one score for all of them together; `null`, nothing.
 */
export type FScoreAverage = 'micro' | 'macro' | 'weighted' | null;

export interface FScoreOptions {
  /** `null` unless given. */
  readonly average?: FScoreAverage;
  /** The probability above which a prediction means 1; unless given, the highest of a sample does. */
  readonly threshold?: number | null;
}

type Options = Required<FScoreOptions>;

/** Probabilities that are not 0, but for rounding. */
const smallestProbability = 1e-9;

/** What makes up an F-score, but for how much more than precision recall weighs. */
export function fScore<Given extends Options>(
  className: string,
  betaOf: (options: Readonly<Given>) => number,
): Pick<MetricDefinition<Given>, 'className' | 'checkOptions' | 'initial' | 'update' | 'result' | 'isSeveral'> {
  return {
    className,

    checkOptions: (options) => {
      const { average, threshold } = options;
      if (average !== null) oneOf(`${className}: average`, average, ['micro', 'macro', 'weighted']);
      positive(`${className}: beta`, betaOf(options));
      if (threshold === null || (threshold > 0 && threshold <= 1)) return;
      throw new ArgumentError(`${className}: threshold expects a number above 0 and up to 1 (received ${threshold})`);
    },

    // How many classes there are is not known yet; what is added will spread these zeros over them.
    initial: () => [tf.scalar(0), tf.scalar(0), tf.scalar(0)],

    update: (state, target, prediction, { sampleWeight }, { average, threshold }) => {
      const labels = asFloat(target);
      const guesses = tf.cast(meansOne(asFloat(prediction), threshold), 'float32');
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

function meansOne(prediction: tf.Tensor, threshold: number | null): tf.Tensor {
  if (threshold !== null) return tf.greater(prediction, threshold);
  const isHighest = tf.greaterEqual(prediction, tf.max(prediction, -1, true));
  return tf.logicalAnd(isHighest, tf.greater(tf.abs(prediction), smallestProbability));
}
