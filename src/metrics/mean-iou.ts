import { classOverlap, everyClass, type MeanIoUOptions } from './class-overlap.js';
import type { Metric } from './metric.js';

/** The mean of intersection over union of all classes, given as indices. */
export const MeanIoU: (options: MeanIoUOptions) => Metric = classOverlap<MeanIoUOptions>(
  'MeanIoU',
  'meanIoU',
  true,
  everyClass,
);
