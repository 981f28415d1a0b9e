import { classOverlap, everyClass, type MeanIoUOptions } from './class-overlap.js';
import type { Metric } from './metric.js';

/** The mean of intersection over union of all classes, given as a number for each class. */
export const OneHotMeanIoU: (options: MeanIoUOptions) => Metric = classOverlap<MeanIoUOptions>(
  'OneHotMeanIoU',
  'oneHotMeanIoU',
  false,
  everyClass,
);
