import { classOverlap, type IoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of chosen classes, given as a number for each class. */
export const OneHotIoU: RequiringMetricFactory<'oneHotIoU', IoUOptions> = classOverlap<IoUOptions>(
  'OneHotIoU',
  'oneHotIoU',
  false,
  ({ targetClassIds }) => targetClassIds,
);
