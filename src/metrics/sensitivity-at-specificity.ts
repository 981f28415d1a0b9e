import { type ConstrainedMetricFactory, defineBestUnderConstraint } from './best-under-constraint.js';
import { shareOf } from './define-confusion-metric.js';

/** The largest part of the labels 1 that is found where `specificity`, of the labels 0 the part left alone, is reached. */
export const SensitivityAtSpecificity: ConstrainedMetricFactory<'sensitivityAtSpecificity', 'specificity'> =
  defineBestUnderConstraint({
    className: 'SensitivityAtSpecificity',
    name: 'sensitivityAtSpecificity',
    constraint: 'specificity',
    constrained: ({ trueNegatives, falsePositives }) => shareOf(trueNegatives, falsePositives),
    dependent: ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives),
  });
