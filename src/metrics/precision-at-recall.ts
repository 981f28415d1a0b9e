import { type ConstrainedMetricFactory, defineBestUnderConstraint } from './best-under-constraint.js';
import { shareOf } from './define-confusion-metric.js';

/** The best precision where `recall` is reached. */
export const PrecisionAtRecall: ConstrainedMetricFactory<'precisionAtRecall', 'recall'> = defineBestUnderConstraint({
  className: 'PrecisionAtRecall',
  name: 'precisionAtRecall',
  constraint: 'recall',
  constrained: ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives),
  dependent: ({ truePositives, falsePositives }) => shareOf(truePositives, falsePositives),
});
