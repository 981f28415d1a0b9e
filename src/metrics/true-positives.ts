import { defineConfusionMetric, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type ThresholdOptions } from './threshold-options.js';

/** How many predictions mean 1 whose label is 1. */
export const TruePositives: MetricFactory<'truePositives', ThresholdOptions> = defineConfusionMetric<
  Required<ThresholdOptions>
>({
  className: 'TruePositives',
  name: 'truePositives',
  defaults: { thresholds: null },
  checkOptions: (options) => checkThresholds('TruePositives', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ truePositives }) => single(truePositives),
});
