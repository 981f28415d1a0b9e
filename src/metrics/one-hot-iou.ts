import { classOverlap, type IoUOptions } from './class-overlap.js';
import type { Metric } from './metric.js';

/** The mean of intersection over union of chosen classes, given as a number for each class. */
export const OneHotIoU: (options: IoUOptions) => Metric = classOverlap<IoUOptions>(
  'OneHotIoU',
  'oneHotIoU',
  false,
  ({ targetClassIds }) => targetClassIds,
);
