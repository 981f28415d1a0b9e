import { defineConfusionMetric, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type ThresholdOptions } from './threshold-options.js';

/** How many predictions mean 0 whose label is 1. */
export const FalseNegatives: MetricFactory<'falseNegatives', ThresholdOptions> = defineConfusionMetric<
  Required<ThresholdOptions>
>({
  className: 'FalseNegatives',
  name: 'falseNegatives',
  defaults: { thresholds: null },
  checkOptions: (options) => checkThresholds('FalseNegatives', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ falseNegatives }) => single(falseNegatives),
});
