import { defineMetric, type MetricFactory } from './define-metric.js';
import { type FScoreOptions, fScore } from './f-score.js';

export interface FBetaScoreOptions extends FScoreOptions {
  /** How much more recall weighs than precision; 1 unless given. */
  readonly beta?: number;
}

/** The harmonic mean of precision and recall, the latter weighted by `beta`². */
export const FBetaScore: MetricFactory<'fbetaScore', FBetaScoreOptions> = defineMetric<Required<FBetaScoreOptions>>({
  ...fScore<Required<FBetaScoreOptions>>('FBetaScore', ({ beta }) => beta),
  name: 'fbetaScore',
  defaults: { average: null, beta: 1, threshold: null },
});
