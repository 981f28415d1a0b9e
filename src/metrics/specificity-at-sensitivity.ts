import { type ConstrainedMetricFactory, defineBestUnderConstraint } from './best-under-constraint.js';
import { shareOf } from './define-confusion-metric.js';

/** The largest part of the labels 0 that is left alone where `sensitivity`, of the labels 1 the part found, is reached. */
export const SpecificityAtSensitivity: ConstrainedMetricFactory<'specificityAtSensitivity', 'sensitivity'> =
  defineBestUnderConstraint({
    className: 'SpecificityAtSensitivity',
    name: 'specificityAtSensitivity',
    constraint: 'sensitivity',
    constrained: ({ truePositives, falseNegatives }) => shareOf(truePositives, falseNegatives),
    dependent: ({ trueNegatives, falsePositives }) => shareOf(trueNegatives, falsePositives),
  });
