import * as tf from '@tensorflow/tfjs-core';
import { defineIoU } from './define-iou.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The options of metrics that are the mean overlap of all classes, of which targets have a number each. */
export interface OneHotMeanIoUOptions {
  readonly numClasses: number;
  /** A class whose places do not count; none unless given. */
  readonly ignoreClass?: number | null;
  /** Whether predictions are indices of classes, not a number for each class. */
  readonly sparseYPred?: boolean;
  /** The axis of the classes, where there is one; the last unless given. */
  readonly axis?: number;
}

/** The options of metrics that are the mean overlap of all classes. */
export interface MeanIoUOptions extends OneHotMeanIoUOptions {
  /** Whether targets are indices of classes, not a number for each class; `true` unless given. */
  readonly sparseYTrue?: boolean;
}

/** What metrics take that are the mean overlap of chosen classes. */
interface ChosenClasses {
  /** The classes whose overlaps the mean is taken of. */
  readonly targetClassIds: readonly number[];
}

/** The options of metrics that are the mean overlap of chosen classes, of which targets have a number each. */
export interface OneHotIoUOptions extends OneHotMeanIoUOptions, ChosenClasses {}

/** The options of metrics that are the mean overlap of chosen classes. */
export interface IoUOptions extends MeanIoUOptions, ChosenClasses {}

type AllOptions = Required<MeanIoUOptions> & ChosenClasses;

/** The options that only some of the metrics have, with their defaults. */
type OwnDefaults = Partial<Pick<AllOptions, 'sparseYTrue' | 'targetClassIds'>>;

/** Makes the factory of an overlap of classes: of all without `targetClassIds`, of one-hot targets without `sparseYTrue`. */
export function classOverlap<Options extends OneHotMeanIoUOptions>(
  className: string,
  name: string,
  ownDefaults: OwnDefaults,
): RequiringMetricFactory<string, Options> {
  const factory = defineIoU<Required<OneHotMeanIoUOptions> & OwnDefaults>({
    className,
    name,
    defaults: {
      numClasses: Number.NaN,
      ignoreClass: null,
      sparseYPred: ownDefaults.sparseYTrue ?? false,
      axis: -1,
      ...ownDefaults,
    },
    rule: ({ numClasses, ignoreClass, targetClassIds = everyClass(numClasses) }) => ({
      numClasses,
      ignoreClass,
      targetClassIds,
    }),
    indices: (target, prediction, { sparseYTrue = false, sparseYPred, axis }) => ({
      target: sparseYTrue ? target : tf.argMax(target, axis),
      prediction: sparseYPred ? prediction : tf.argMax(prediction, axis),
    }),
  });
  return (options) => factory(options);
}

function everyClass(numClasses: number): readonly number[] {
  return Array.from({ length: numClasses || 0 }, (_, index) => index);
}
