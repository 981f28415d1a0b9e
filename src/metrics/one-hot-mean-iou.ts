import { classOverlap, everyClass, type MeanIoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of all classes, given as a number for each class. */
export const OneHotMeanIoU: RequiringMetricFactory<'oneHotMeanIoU', MeanIoUOptions> = classOverlap<MeanIoUOptions>(
  'OneHotMeanIoU',
  'oneHotMeanIoU',
  false,
  everyClass,
);
