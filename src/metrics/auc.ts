import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { oneOf } from '../arguments/one-of.js';
import { ArgumentError } from '../errors.js';
import { epsilon } from '../losses/epsilon.js';
import { type AUCSummation, areaUnderCurve, areaUnderPrecisionRecall, summations } from './area-under-curve.js';
import { type Confusion, defineConfusionMetric, shareOf } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholdCount, evenThresholds } from './even-thresholds.js';
import { checkInteger } from './threshold-options.js';

/** `ROC`: true positive rate over false positive rate; `PR`: precision over recall. As in Keras, in lower case too. */
export type AUCCurve = 'ROC' | 'PR' | 'roc' | 'pr';

const curves: readonly AUCCurve[] = ['ROC', 'PR', 'roc', 'pr'];

export interface AUCOptions {
  /** How many thresholds from 0 to 1 are tried; 200 unless given. */
  readonly numThresholds?: number;
  /** The thresholds, instead, to which 0 and 1 are added. */
  readonly thresholds?: readonly number[] | null;
  /** `ROC` unless given. */
  readonly curve?: AUCCurve;
  /** `interpolation` unless given. */
  readonly summationMethod?: AUCSummation;
  /** Whether each label has an area of its own, of which the mean is taken; `false` unless given. */
  readonly multiLabel?: boolean;
  /** The number of labels, with `multiLabel`; what predictions have unless given. */
  readonly numLabels?: number | null;
  /** What the labels weigh: in the mean of their areas, or else in the counts. */
  readonly labelWeights?: readonly number[] | null;
  /** Whether predictions have not been through a sigmoid; `false` unless given. */
  readonly fromLogits?: boolean;
}

/** The area under a curve of classifiers with different thresholds. */
export const AUC: MetricFactory<'auc', AUCOptions> = defineConfusionMetric<Required<AUCOptions>>({
  className: 'AUC',
  name: 'auc',
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
    for (const threshold of thresholds ?? []) within('AUC: thresholds', threshold, 0, 1);
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
  prepare: (prediction, { fromLogits }) => (fromLogits ? tf.sigmoid(prediction) : prediction),
  result: (confusion, { curve, summationMethod, multiLabel, labelWeights }) => {
    const areas = areasOf(confusion, curve, summationMethod);
    if (!multiLabel) return tf.sum(areas);
    const ofLabels = tf.sum(areas, 0);
    if (labelWeights === null) return tf.mean(ofLabels);
    const weights = tf.tensor1d([...labelWeights]);
    return tf.divNoNan(tf.sum(tf.mul(ofLabels, weights)), tf.sum(weights));
  },
});

function areasOf(confusion: Confusion, curve: AUCCurve, summationMethod: AUCSummation): tf.Tensor {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const isRoc = curve.toUpperCase() === 'ROC';
  if (!isRoc && summationMethod === 'interpolation') return areaUnderPrecisionRecall(confusion);
  const recall = shareOf(truePositives, falseNegatives);
  if (isRoc) return areaUnderCurve(shareOf(falsePositives, trueNegatives), recall, summationMethod);
  return areaUnderCurve(recall, shareOf(truePositives, falsePositives), summationMethod);
}
