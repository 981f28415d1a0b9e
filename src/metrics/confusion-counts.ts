import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError } from '../errors.js';
import { alignRanks, alignSamples, asFloat, oneHot, withoutLastAxis } from '../losses/reduce-loss.js';
import { show } from '../types/shape.js';

/** How labels and predictions are counted. */
export interface CountingOptions {
  /** The values above which a prediction is 1; there are counts for each. */
  readonly thresholds: readonly number[];
  /** How many of the highest predictions on the last axis may be 1. */
  readonly topK?: number | null;
  /** The only class on the last axis that is counted. */
  readonly classId?: number | null;
  /** The weights of the classes on the last axis. */
  readonly labelWeights?: readonly number[] | null;
  /** Whether there are counts for each class on the last axis. */
  readonly multiLabel?: boolean;
}

/** Sums of sample weights: of true and false predictions 1, by threshold (and class), then of all labels 1 and 0. */
export type ConfusionCounts = readonly [
  truePositives: tf.Tensor,
  falsePositives: tf.Tensor,
  positives: tf.Tensor,
  negatives: tf.Tensor,
];

/** Counts predictions 1 by their label, and all labels. */
export function countConfusion(
  owner: string,
  target: tf.Tensor,
  prediction: tf.Tensor,
  sampleWeight: tf.Tensor | undefined,
  { thresholds, topK = null, classId = null, labelWeights = null, multiLabel = false }: CountingOptions,
): ConfusionCounts {
  const [output, truth] = alignRanks(asFloat(prediction), asFloat(target));
  if (`${output.shape}` !== `${truth.shape}`) {
    throw new DataError(`${owner} expects targets of shape ${show(output.shape)} (received ${show(truth.shape)})`);
  }
  checkClasses(owner, output.rank === 0 ? 0 : (output.shape.at(-1) as number), { topK, classId, labelWeights });
  const ranked = topK === null ? output : keepTopK(output, topK);
  const scores = classId === null ? ranked : classOf(ranked, classId);
  const labels = tf.cast(tf.notEqual(classId === null ? truth : classOf(truth, classId), 0), 'float32');
  const weights = weightsOf(labels, sampleWeight, labelWeights);
  const weighted = weights ? tf.mul(labels, weights) : labels;
  const others = weights ? tf.sub(weights, weighted) : tf.sub(1, labels);

  const classes = multiLabel ? (labels.shape.at(-1) ?? 1) : 1;
  const rows = (values: tf.Tensor) => tf.reshape(values, [1, -1, classes]);
  const isPositive = tf.cast(
    tf.greater(rows(scores), tf.tensor3d([...thresholds], [thresholds.length, 1, 1])),
    'float32',
  );
  const sum = (values: tf.Tensor) => {
    const sums = tf.sum(values, 1);
    return multiLabel ? sums : tf.squeeze(sums, [1]);
  };
  return [
    sum(tf.mul(isPositive, rows(weighted))),
    sum(tf.mul(isPositive, rows(others))),
    sum(rows(weighted)),
    sum(rows(others)),
  ];
}

/** @throws ArgumentError if options do not fit the number of classes. */
function checkClasses(
  owner: string,
  classes: number,
  { topK, classId, labelWeights }: Required<Pick<CountingOptions, 'topK' | 'classId' | 'labelWeights'>>,
): void {
  const isOne = classId !== null;
  if (isOne && classId >= classes) {
    throw new ArgumentError(`${owner}: classId expects an index of one of ${classes} classes (received ${classId})`);
  }
  if (topK !== null && topK > classes) {
    throw new ArgumentError(`${owner}: topK expects at most ${classes}, the number of classes (received ${topK})`);
  }
  const count = labelWeights?.length ?? 1;
  if (count === 1 || count === (isOne ? 1 : classes)) return;
  throw new ArgumentError(`${owner}: labelWeights expects ${classes} numbers (received ${count})`);
}

function classOf(values: tf.Tensor, classId: number): tf.Tensor {
  const begin = values.shape.map((_, axis) => (axis === values.rank - 1 ? classId : 0));
  const size = values.shape.map((extent, axis) => (axis === values.rank - 1 ? 1 : extent));
  return tf.slice(values, begin, size);
}

function weightsOf(
  labels: tf.Tensor,
  sampleWeight: tf.Tensor | undefined,
  labelWeights: readonly number[] | null,
): tf.Tensor | undefined {
  const isColumn = sampleWeight !== undefined && sampleWeight.rank > labels.rank;
  const given = sampleWeight && asFloat(isColumn ? withoutLastAxis(sampleWeight) : sampleWeight);
  const ofSamples = given && alignSamples(labels, given)[1];
  const ofLabels = labelWeights === null ? undefined : tf.tensor1d([...labelWeights]);
  const weights = ofSamples && ofLabels ? tf.mul(ofSamples, ofLabels) : (ofSamples ?? ofLabels);
  return weights && tf.broadcastTo(weights, labels.shape);
}

/** A number lower than any threshold. */
export const belowAnyThreshold = -1e10;

/** Predictions of which only the `k` highest on the last axis stay above any threshold. */
function keepTopK(prediction: tf.Tensor, k: number): tf.Tensor {
  const classes = prediction.shape.at(-1) as number;
  const { indices } = tf.topk(prediction, k);
  const isKept = tf.sum(oneHot(indices, classes), -2);
  return tf.add(tf.mul(prediction, isKept), tf.mul(tf.sub(1, isKept), belowAnyThreshold));
}
