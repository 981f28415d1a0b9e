import * as tf from '@tensorflow/tfjs-core';
import type { Confusion } from './define-confusion-metric.js';

/** How high a curve is between two points: halfway between them, as high as the higher one, or as the lower one. */
export type AUCSummation = 'interpolation' | 'majoring' | 'minoring';

const heights: Readonly<Record<AUCSummation, (left: tf.Tensor, right: tf.Tensor) => tf.Tensor>> = {
  interpolation: (left, right) => tf.div(tf.add(left, right), 2),
  majoring: (left, right) => tf.maximum(left, right),
  minoring: (left, right) => tf.minimum(left, right),
};

/** The names of the ways to sum. */
export const summations: readonly AUCSummation[] = Object.keys(heights) as AUCSummation[];

/** The areas between neighbouring points of a curve whose abscissae fall, along the first axis. */
export function areaUnderCurve(abscissae: tf.Tensor, ordinates: tf.Tensor, summation: AUCSummation): tf.Tensor {
  const widths = tf.sub(allButLast(abscissae), allButFirst(abscissae));
  return tf.mul(widths, heights[summation](allButLast(ordinates), allButFirst(ordinates)));
}

/**
 * The areas between neighbouring thresholds under the curve of precision over recall, where not the precision but the
 * counts that it is made of are lines between the points. (Davis and Goadrich, 2006, section 4.)
 */
export function areaUnderPrecisionRecall({ truePositives, falsePositives, falseNegatives }: Confusion): tf.Tensor {
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
