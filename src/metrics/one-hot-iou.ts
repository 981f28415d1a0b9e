import { classOverlap, type OneHotIoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of chosen classes, given as a number for each class. */
export const OneHotIoU: RequiringMetricFactory<'oneHotIoU', OneHotIoUOptions> = classOverlap<OneHotIoUOptions>(
  'OneHotIoU',
  'oneHotIoU',
  { targetClassIds: [] },
);
