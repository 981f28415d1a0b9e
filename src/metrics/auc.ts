import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { nonNegative, within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { epsilon } from '../losses/loss.js';
import type { NumbersFirst } from '../types/given-options.js';
import { type Confusion, checkInteger, defineConfusionMetric, shareOf } from './confusion-metrics.js';
import { checkThresholdCount, evenThresholds } from './constrained-metrics.js';
import type { MetricFactory } from './define-metric.js';

/** `ROC`: true positive rate over false positive rate; `PR`: precision over recall. As in Keras, in lower case too. */
export type AUCCurve = 'ROC' | 'PR' | 'roc' | 'pr';

const curves: readonly AUCCurve[] = ['ROC', 'PR', 'roc', 'pr'];

/** The height of a curve between two points: their mean, the higher one, or the lower one. */
export type AUCSummation = 'interpolation' | 'majoring' | 'minoring';

const heights: Readonly<Record<AUCSummation, (left: tf.Tensor, right: tf.Tensor) => tf.Tensor>> = {
  interpolation: (left, right) => tf.div(tf.add(left, right), 2),
  majoring: (left, right) => tf.maximum(left, right),
  minoring: (left, right) => tf.minimum(left, right),
};

/** The names of the ways to sum. */
const summations: readonly AUCSummation[] = Object.keys(heights) as AUCSummation[];

export interface AUCOptions {
  /** The number of thresholds from 0 to 1. The default is 200. */
  readonly numThresholds?: number;
  /** The thresholds, to which 0 and 1 are added. The default is `null`, `numThresholds` of them at equal distances. */
  readonly thresholds?: readonly number[] | null;
  /** The curve: `ROC`, of recall and fall-out, or `PR`, of precision and recall. The default is `ROC`. */
  readonly curve?: AUCCurve;
  /** The method of the Riemann sum. The default is `interpolation`. */
  readonly summationMethod?: AUCSummation;
  /** Whether to compute one area for each label, and their mean. The default is `false`. */
  readonly multiLabel?: boolean;
  /** The number of labels with `multiLabel`. The default is `null`, that of the predictions. */
  readonly numLabels?: number | null;
  /**
   * The weights of the labels: of their areas with `multiLabel`, else of their counts. The default is `null`, equal
   * weights.
   */
  readonly labelWeights?: readonly number[] | null;
  /** Whether predictions are logits, without a sigmoid. The default is `false`. */
  readonly fromLogits?: boolean;
}

export interface AUCNumbers extends NumbersFirst {
  readonly numThresholds: 'an integer from 2';
  readonly thresholds: 'a number from 0 to 1';
  readonly numLabels: 'an integer from 1';
}

type Positional = [numThresholds: number, curve: AUCCurve, summationMethod: AUCSummation];

/** The area under the curve of classifiers with different thresholds. */
export const AUC: MetricFactory<'auc', AUCOptions, Positional, ['numThresholds'], AUCNumbers, 'AUC'> =
  defineConfusionMetric<Required<AUCOptions>, 'auc', Positional, ['numThresholds'], AUCNumbers, 'AUC'>({
    className: 'AUC',
    name: 'auc',
    positional: ['numThresholds', 'curve', 'summationMethod'],
    defaults: {
      numThresholds: 200,
      thresholds: null,
      curve: 'ROC',
      summationMethod: 'interpolation',
      multiLabel: false,
      numLabels: null,
      labelWeights: null,
      fromLogits: false,
    },
    checkOptions: ({ numThresholds, thresholds, curve, summationMethod, multiLabel, numLabels, labelWeights }) => {
      checkThresholdCount('AUC', numThresholds, 2);
      for (const threshold of numbers('AUC: thresholds', thresholds)) within('AUC: thresholds', threshold, 0, 1);
      for (const weight of numbers('AUC: labelWeights', labelWeights)) nonNegative('AUC: labelWeights', weight);
      oneOf('AUC: curve', curve, curves);
      oneOf('AUC: summationMethod', summationMethod, summations);
      checkInteger('AUC: numLabels', numLabels, 1);
      if (numLabels === null) return;
      if (!multiLabel) throw new ArgumentError(`AUC: numLabels expects multiLabel: true (received ${numLabels})`);
      if (labelWeights === null || labelWeights.length === numLabels) return;
      throw new ArgumentError(`AUC: labelWeights expects ${numLabels} numbers (received ${labelWeights.length})`);
    },
    counting: ({ numThresholds, thresholds, multiLabel, labelWeights }) => {
      const inner = thresholds ?? evenThresholds(numThresholds).slice(1, -1);
      // A little beyond both ends, so that predictions of exactly 0 and 1 are on the right side.
      return {
        thresholds: [-epsilon, ...[...inner].sort((left, right) => left - right), 1 + epsilon],
        multiLabel,
        labelWeights: multiLabel ? null : labelWeights,
      };
    },
    prepare: (prediction, { fromLogits, multiLabel, numLabels, labelWeights }) => {
      const labels = prediction.shape.at(-1) ?? 1;
      if (multiLabel && numLabels !== null && numLabels !== labels) {
        throw new ArgumentError(`AUC: numLabels expects ${labels}, as predictions have (received ${numLabels})`);
      }
      if (multiLabel && labelWeights !== null && labelWeights.length !== labels) {
        throw new ArgumentError(`AUC: labelWeights expects ${labels} numbers (received ${labelWeights.length})`);
      }
      return fromLogits ? tf.sigmoid(prediction) : prediction;
    },
    result: (confusion, { curve, summationMethod, multiLabel, labelWeights }) => {
      const areas = areasOf(confusion, curve, summationMethod);
      if (!multiLabel) return tf.sum(areas);
      const ofLabels = tf.sum(areas, 0);
      if (labelWeights === null) return tf.mean(ofLabels);
      const weights = tf.tensor1d([...labelWeights]);
      return tf.divNoNan(tf.sum(tf.mul(ofLabels, weights)), tf.sum(weights));
    },
  });

function numbers(owner: string, list: readonly number[] | null): readonly number[] {
  if (list === null || Array.isArray(list)) return list ?? [];
  throw new ArgumentError(`${owner} expects a list of numbers, or null (received ${received(list)})`);
}

function areasOf(confusion: Confusion, curve: AUCCurve, summationMethod: AUCSummation): tf.Tensor {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const isRoc = curve.toUpperCase() === 'ROC';
  if (!isRoc && summationMethod === 'interpolation') return areaUnderPrecisionRecall(confusion);
  const recall = shareOf(truePositives, falseNegatives);
  if (isRoc) return areaUnderCurve(shareOf(falsePositives, trueNegatives), recall, summationMethod);
  return areaUnderCurve(recall, shareOf(truePositives, falsePositives), summationMethod);
}

/** The areas between neighbouring points of a curve whose abscissae fall, along the first axis. */
function areaUnderCurve(abscissae: tf.Tensor, ordinates: tf.Tensor, summation: AUCSummation): tf.Tensor {
  const widths = tf.sub(allButLast(abscissae), allButFirst(abscissae));
  return tf.mul(widths, heights[summation](allButLast(ordinates), allButFirst(ordinates)));
}

/**
 * The areas between neighbouring thresholds under the curve of precision over recall, where not the precision but the
 * counts that it is made of are lines between the points. (Davis and Goadrich, 2006, section 4.)
 */
function areaUnderPrecisionRecall({ truePositives, falsePositives, falseNegatives }: Confusion): tf.Tensor {
  const predicted = tf.add(truePositives, falsePositives);
  const [before, after] = [allButLast(predicted), allButFirst(predicted)];
  const [found, foundAfter] = [allButLast(truePositives), allButFirst(truePositives)];
  const gained = tf.sub(found, foundAfter);
  const slope = tf.divNoNan(gained, tf.relu(tf.sub(before, after)));
  const intercept = tf.sub(foundAfter, tf.mul(slope, after));
  const isBoth = tf.logicalAnd(tf.greater(before, 0), tf.greater(after, 0));
  const ratio = tf.where(isBoth, tf.divNoNan(before, tf.relu(after)), tf.onesLike(after));
  const positives = tf.add(foundAfter, allButFirst(falseNegatives));
  return tf.divNoNan(tf.mul(slope, tf.add(gained, tf.mul(intercept, tf.log(ratio)))), tf.relu(positives));
}

function allButLast(values: tf.Tensor): tf.Tensor {
  return tf.slice(values, 0, (values.shape[0] as number) - 1);
}

function allButFirst(values: tf.Tensor): tf.Tensor {
  return tf.slice(values, 1);
}
