import { defineConfusionMetric, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type ThresholdOptions } from './threshold-options.js';

/** How many predictions mean 0 whose label is 0. */
export const TrueNegatives: MetricFactory<'trueNegatives', ThresholdOptions> = defineConfusionMetric<
  Required<ThresholdOptions>
>({
  className: 'TrueNegatives',
  name: 'trueNegatives',
  defaults: { thresholds: null },
  checkOptions: (options) => checkThresholds('TrueNegatives', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ trueNegatives }) => single(trueNegatives),
});
