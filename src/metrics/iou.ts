import { classOverlap, type IoUOptions } from './class-overlap.js';
import type { Metric } from './metric.js';

/** The mean of intersection over union of chosen classes, given as indices. */
export const IoU: (options: IoUOptions) => Metric = classOverlap<IoUOptions>(
  'IoU',
  'iou',
  true,
  ({ targetClassIds }) => targetClassIds,
);
