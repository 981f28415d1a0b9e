import { classOverlap, type IoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of chosen classes, given as indices. */
export const IoU: RequiringMetricFactory<'iou', IoUOptions> = classOverlap<IoUOptions>('IoU', 'iou', {
  targetClassIds: [],
  sparseYTrue: true,
});
