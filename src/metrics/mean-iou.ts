import { classOverlap, type MeanIoUOptions } from './class-overlap.js';
import type { RequiringMetricFactory } from './define-metric.js';

/** The mean of intersection over union of all classes, given as indices. */
export const MeanIoU: RequiringMetricFactory<'meanIoU', MeanIoUOptions> = classOverlap<MeanIoUOptions>(
  'MeanIoU',
  'meanIoU',
  { sparseYTrue: true },
);
