import { classOverlap, type OneHotMeanIoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of all classes, given as a number for each class. */
export const OneHotMeanIoU: RequiringMetricFactory<'oneHotMeanIoU', OneHotMeanIoUOptions> =
  classOverlap<OneHotMeanIoUOptions>('OneHotMeanIoU', 'oneHotMeanIoU', {});
