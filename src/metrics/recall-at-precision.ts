import { type ConstrainedMetricFactory, defineBestUnderConstraint } from './best-under-constraint.js';
import { shareOf } from './define-confusion-metric.js';

/** The best recall where `precision` is reached. */
export const RecallAtPrecision: ConstrainedMetricFactory<'recallAtPrecision', 'precision'> = defineBestUnderConstraint({
  className: 'RecallAtPrecision',
  name: 'recallAtPrecision',
  constraint: 'precision',
  constrained: ({ truePositives, falsePositives }) => shareOf(truePositives, falsePositives),
  dependent: ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives),
});
