import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { type Confusion, defineConfusionMetric } from './define-confusion-metric.js';
import type { RequiringMetricFactory } from './define-metric.js';
import { checkThresholdCount, evenThresholds } from './even-thresholds.js';
import { checkInteger } from './threshold-options.js';

export interface ConstraintOptions {
  /** How many thresholds from 0 to 1 are tried; 200 unless given. */
  readonly numThresholds?: number;
  /** The only class that is looked at; all unless given. */
  readonly classId?: number | null;
}

/** Makes a metric whose constraint, the option `Constraint`, has to be given. */
export type ConstrainedMetricFactory<Name extends string, Constraint extends string> = RequiringMetricFactory<
  Name,
  { readonly [Key in Constraint]: number } & ConstraintOptions
>;

/** What sets a metric apart that asks how good one thing gets where another is good enough. */
interface ConstrainedDefinition<Constraint extends string> {
  readonly className: string;
  readonly name: string;
  /** The option that says how good the other thing has to be. */
  readonly constraint: Constraint;
  constrained(confusion: Confusion): tf.Tensor;
  dependent(confusion: Confusion): tf.Tensor;
}

/** Makes the factory of a metric that asks how good one thing gets where another is good enough; 0 where it never is. */
export function defineBestUnderConstraint<Constraint extends string>(
  definition: ConstrainedDefinition<Constraint>,
): ConstrainedMetricFactory<string, Constraint> {
  const { className, name, constraint } = definition;
  type Options = Required<ConstraintOptions> & Record<Constraint, number>;
  const defaults = { [constraint]: Number.NaN, numThresholds: 200, classId: null } as Options;
  return defineConfusionMetric<Options>({
    className,
    name,
    defaults,
    checkOptions: (options) => {
      within(`${className}: ${constraint}`, options[constraint], 0, 1);
      checkThresholdCount(className, options.numThresholds, 1);
      checkInteger(`${className}: classId`, options.classId, 0);
    },
    counting: ({ numThresholds, classId }) => ({ thresholds: evenThresholds(numThresholds), classId }),
    result: (confusion, options) => {
      const isFeasible = tf.greaterEqual(definition.constrained(confusion), options[constraint]);
      return tf.max(tf.mul(tf.cast(isFeasible, 'float32'), definition.dependent(confusion)));
    },
  }) as ConstrainedMetricFactory<string, Constraint>;
}
