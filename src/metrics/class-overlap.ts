import * as tf from '@tensorflow/tfjs-core';
import { defineIoU } from './define-iou.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The options of metrics that are the mean overlap of all classes. */
export interface MeanIoUOptions {
  readonly numClasses: number;
  /** A class whose places do not count; none unless given. */
  readonly ignoreClass?: number | null;
  /** Whether targets are indices of classes, not a number for each class. */
  readonly sparseYTrue?: boolean;
  /** Whether predictions are indices of classes, not a number for each class. */
  readonly sparseYPred?: boolean;
  /** The axis of the classes, where there is one; the last unless given. */
  readonly axis?: number;
}

/** The options of metrics that are the mean overlap of chosen classes. */
export interface IoUOptions extends MeanIoUOptions {
  /** The classes whose overlaps the mean is taken of. */
  readonly targetClassIds: readonly number[];
}

/** Makes the factory of an overlap of classes, for indices unless told otherwise, or for a number for each class. */
export function classOverlap<Options extends MeanIoUOptions>(
  className: string,
  name: string,
  isSparse: boolean,
  targetClassIdsOf: (options: Readonly<Required<IoUOptions>>) => readonly number[],
): RequiringMetricFactory<string, Options> {
  const factory = defineIoU<Required<IoUOptions>>({
    className,
    name,
    defaults: {
      numClasses: Number.NaN,
      targetClassIds: [],
      ignoreClass: null,
      sparseYTrue: isSparse,
      sparseYPred: isSparse,
      axis: -1,
    },
    rule: (options) => ({ ...options, targetClassIds: targetClassIdsOf(options as Required<IoUOptions>) }),
    indices: (target, prediction, { sparseYTrue, sparseYPred, axis }) => ({
      target: sparseYTrue ? target : tf.argMax(target, axis),
      prediction: sparseYPred ? prediction : tf.argMax(prediction, axis),
    }),
  });
  return (options) => factory(options);
}

/** All classes. */
export function everyClass({ numClasses }: { readonly numClasses: number }): readonly number[] {
  return Array.from({ length: numClasses || 0 }, (_, index) => index);
}
