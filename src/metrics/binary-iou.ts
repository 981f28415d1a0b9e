import * as tf from '@tensorflow/tfjs-core';
import { defineIoU } from './define-iou.js';
import type { MetricFactory } from './define-metric.js';

export interface BinaryIoUOptions {
  /** The classes, of 0 and 1, whose overlaps the mean is taken of; both unless given. */
  readonly targetClassIds?: readonly number[];
  /** The probability from which a prediction means 1; 0.5 unless given. */
  readonly threshold?: number;
}

/** The mean of intersection over union of the labels 0 and 1. */
export const BinaryIoU: MetricFactory<'binaryIoU', BinaryIoUOptions> = defineIoU<Required<BinaryIoUOptions>>({
  className: 'BinaryIoU',
  name: 'binaryIoU',
  defaults: { targetClassIds: [0, 1], threshold: 0.5 },
  rule: ({ targetClassIds }) => ({ numClasses: 2, targetClassIds }),
  indices: (target, prediction, { threshold }) => ({ target, prediction: tf.greaterEqual(prediction, threshold) }),
});
