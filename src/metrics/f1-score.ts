import { defineMetric, type MetricFactory } from './define-metric.js';
import { type FScoreOptions, fScore } from './f-score.js';

/** The harmonic mean of precision and recall. */
export const F1Score: MetricFactory<'f1Score', FScoreOptions> = defineMetric<Required<FScoreOptions>>({
  ...fScore<Required<FScoreOptions>>('F1Score', () => 1),
  name: 'f1Score',
  defaults: { average: null, threshold: null },
});
