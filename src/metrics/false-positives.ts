import { defineConfusionMetric, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type ThresholdOptions } from './threshold-options.js';

/** How many predictions mean 1 whose label is 0. */
export const FalsePositives: MetricFactory<'falsePositives', ThresholdOptions> = defineConfusionMetric<
  Required<ThresholdOptions>
>({
  className: 'FalsePositives',
  name: 'falsePositives',
  defaults: { thresholds: null },
  checkOptions: (options) => checkThresholds('FalsePositives', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ falsePositives }) => single(falsePositives),
});
