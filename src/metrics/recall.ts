import { defineConfusionMetric, shareOf, single } from './define-confusion-metric.js';
import type { MetricFactory } from './define-metric.js';
import { checkThresholds, countingOf, hasSeveralThresholds, type PositivesOptions } from './threshold-options.js';

/** The part of the labels 1 whose prediction means 1. */
export const Recall: MetricFactory<'recall', PositivesOptions> = defineConfusionMetric<Required<PositivesOptions>>({
  className: 'Recall',
  name: 'recall',
  defaults: { thresholds: null, topK: null, classId: null },
  checkOptions: (options) => checkThresholds('Recall', options),
  counting: countingOf,
  isSeveral: hasSeveralThresholds,
  result: ({ truePositives, falseNegatives }) => single(shareOf(truePositives, falseNegatives)),
});
