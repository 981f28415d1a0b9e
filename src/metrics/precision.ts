import { defineConfusionMetric, shareOf, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type PositivesOptions } from './threshold-options.js';

/** The part of the predictions meaning 1 whose label is 1. */
export const Precision: MetricFactory<'precision', PositivesOptions> = defineConfusionMetric<
  Required<PositivesOptions>
>({
  className: 'Precision',
  name: 'precision',
  defaults: { thresholds: null, topK: null, classId: null },
  checkOptions: (options) => checkThresholds('Precision', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ truePositives, falsePositives }) => single(shareOf(truePositives, falsePositives)),
});
