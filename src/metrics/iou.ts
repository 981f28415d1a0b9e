import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';
import { axisIndex } from '../arguments/shape.js';
import { ArgumentError, received } from '../errors.js';
import type { NameAmong } from '../types/given-arguments.js';
import type { GivenOptions, NumbersFirst } from '../types/given-options.js';
import type { MetricFactory, RequiringMetricFactory } from './define-metric.js';
import { defineIoU, mostClasses } from './iou-rule.js';
import type { Metric, MetricOptions } from './metric.js';

/** The options of metrics that are the mean overlap of all classes, for targets with one number for each class. */
export interface OneHotMeanIoUOptions {
  /** The number of classes. */
  readonly numClasses: number;
  /** The class index of positions that do not count. The default is `null`, no such class. */
  readonly ignoreClass?: number | null;
  /**
   * Whether predictions are class indices, instead of one number for each class. The default is `true` for `IoU` and
   * `MeanIoU`, and `false` for `OneHotIoU` and `OneHotMeanIoU`.
   */
  readonly sparseYPred?: boolean;
  /** The axis of the classes, where there is one. The default is -1, the last axis. */
  readonly axis?: number;
}

/** The options of metrics that are the mean overlap of all classes. */
export interface MeanIoUOptions extends OneHotMeanIoUOptions {
  /** Whether targets are class indices, instead of one number for each class. The default is `true`. */
  readonly sparseYTrue?: boolean;
}

export interface ChosenClasses {
  /** The classes whose overlaps are averaged. */
  readonly targetClassIds: readonly number[];
}

/** The options of metrics that are the mean overlap of chosen classes, for targets with one number for each class. */
export interface OneHotIoUOptions extends OneHotMeanIoUOptions, ChosenClasses {}

/** The options of metrics that are the mean overlap of chosen classes. */
export interface IoUOptions extends MeanIoUOptions, ChosenClasses {}

type AllOptions = Required<MeanIoUOptions> & ChosenClasses;

/** The options that only some of the metrics have, with their defaults. */
type OwnDefaults = Partial<Pick<AllOptions, 'sparseYTrue' | 'targetClassIds'>>;

/**
 * Makes the factory of the overlap of classes: of all classes without `targetClassIds`, of one-hot targets without
 * `sparseYTrue`.
 */
function classOverlap<const Name extends string>(
  className: string,
  name: Name,
  ownDefaults: OwnDefaults,
): MetricFactory<Name, Partial<AllOptions>> {
  return defineIoU<Required<OneHotMeanIoUOptions> & OwnDefaults, Name>({
    className,
    name,
    isRequiring: true,
    positional: ownDefaults.targetClassIds ? ['numClasses', 'targetClassIds'] : ['numClasses'],
    defaults: {
      numClasses: Number.NaN,
      ignoreClass: null,
      sparseYPred: ownDefaults.sparseYTrue ?? false,
      axis: -1,
      ...ownDefaults,
    },
    checkOptions: ({ axis }) => checkAxis(`${className}: axis`, axis),
    rule: ({ numClasses, ignoreClass, targetClassIds = everyClass(numClasses) }) => ({
      numClasses,
      ignoreClass,
      targetClassIds,
    }),
    indices: (target, prediction, { sparseYTrue = false, sparseYPred, axis }) => ({
      target: sparseYTrue ? target : highest(className, target, axis),
      prediction: sparseYPred ? prediction : highest(className, prediction, axis),
    }),
  });
}

function checkAxis(owner: string, axis: number): void {
  if (Number.isSafeInteger(axis)) return;
  throw new ArgumentError(`${owner} expects an integer (received ${received(axis)})`);
}

/** The index of the highest number along an axis. */
function highest(className: string, values: tf.Tensor, axis: number): tf.Tensor {
  return tf.argMax(values, axisIndex(`${className}: axis`, axis, values.rank));
}

function everyClass(numClasses: number): readonly number[] {
  return Array.from(
    { length: Number.isSafeInteger(numClasses) ? Math.min(Math.max(numClasses, 0), mostClasses) : 0 },
    (_, index) => index,
  );
}

export interface IoUNumbers extends NumbersFirst {
  readonly axis: 'an integer';
  readonly ignoreClass: 'an integer, or null';
  readonly numClasses: 'an integer from 1';
}

/** Makes a metric of which the number of classes is required. */
type AllClassesFactory<
  Name extends string,
  Options extends OneHotMeanIoUOptions,
  ClassName extends string = Capitalize<Name>,
> = RequiringMetricFactory<Name, Options, [numClasses: number], 'numClasses', ['numClasses'], IoUNumbers, ClassName>;

/** Makes a metric of which the number of classes, and those that count, are required. */
export interface ChosenClassesFactory<
  Name extends string,
  Options extends OneHotMeanIoUOptions & ChosenClasses,
  ClassName extends string = Capitalize<Name>,
> extends RequiringMetricFactory<
    Name,
    Options,
    [numClasses: number, targetClassIds: readonly number[]],
    'numClasses' | 'targetClassIds',
    ['numClasses', 'targetClassIds'],
    IoUNumbers,
    ClassName
  > {
  /** @param options An object with all options. */
  <const Given>(
    options: GivenOptions<ClassName, Given, Options & MetricOptions, IoUNumbers>,
  ): Metric<NameAmong<[Given], Name>>;
}

/** The mean of intersection over union of chosen classes, for class indices. */
export const IoU: ChosenClassesFactory<'iou', IoUOptions, 'IoU'> = classOverlap('IoU', 'iou', {
  targetClassIds: [],
  sparseYTrue: true,
}) as ChosenClassesFactory<'iou', IoUOptions, 'IoU'>;

/**
 * The mean of intersection over union of all classes, for class indices.
 *
 * @example
 * const overlap = MeanIoU(3);
 */
export const MeanIoU: AllClassesFactory<'meanIoU', MeanIoUOptions> = classOverlap('MeanIoU', 'meanIoU', {
  sparseYTrue: true,
}) as AllClassesFactory<'meanIoU', MeanIoUOptions>;

/** The mean of intersection over union of chosen classes, for targets with one number for each class. */
export const OneHotIoU: ChosenClassesFactory<'oneHotIoU', OneHotIoUOptions> = classOverlap('OneHotIoU', 'oneHotIoU', {
  targetClassIds: [],
}) as ChosenClassesFactory<'oneHotIoU', OneHotIoUOptions>;

/** The mean of intersection over union of all classes, for targets with one number for each class. */
export const OneHotMeanIoU: AllClassesFactory<'oneHotMeanIoU', OneHotMeanIoUOptions> = classOverlap(
  'OneHotMeanIoU',
  'oneHotMeanIoU',
  {},
) as AllClassesFactory<'oneHotMeanIoU', OneHotMeanIoUOptions>;

export interface BinaryIoUOptions {
  /** The classes, of 0 and 1, whose overlaps are averaged. The default is both. */
  readonly targetClassIds?: readonly number[];
  /** The probability from which a prediction is 1. The default is 0.5. */
  readonly threshold?: number;
}

type BinaryArguments = [targetClassIds: readonly number[], threshold: number];

/** The mean of intersection over union of the labels 0 and 1. */
export const BinaryIoU: MetricFactory<'binaryIoU', BinaryIoUOptions, BinaryArguments> = defineIoU<
  Required<BinaryIoUOptions>,
  'binaryIoU',
  BinaryArguments
>({
  className: 'BinaryIoU',
  name: 'binaryIoU',
  positional: ['targetClassIds', 'threshold'],
  defaults: { targetClassIds: [0, 1], threshold: 0.5 },
  checkOptions: ({ threshold }) => finite('BinaryIoU: threshold', threshold),
  rule: ({ targetClassIds }) => ({ numClasses: 2, targetClassIds }),
  indices: (target, prediction, { threshold }) => ({ target, prediction: tf.greaterEqual(prediction, threshold) }),
});
