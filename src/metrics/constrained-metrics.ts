import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import type { NumbersFirst } from '../types/given-options.js';
import { type Confusion, checkInteger, defineConfusionMetric, shareOf } from './confusion-metrics.js';
import type { RequiringMetricFactory } from './define-metric.js';

export interface ConstraintOptions {
  /** The number of thresholds from 0 to 1 to try. The default is 200. */
  readonly numThresholds?: number;
  /** The index of the only class that counts. The default is `null`, all classes. */
  readonly classId?: number | null;
}

/** Makes a metric whose constraint, the option `Constraint`, is required: by position, or as an option. */
export type ConstrainedMetricFactory<Name extends string, Constraint extends string> = RequiringMetricFactory<
  Name,
  { readonly [Key in Constraint]: number } & ConstraintOptions,
  [constraint: number],
  Constraint,
  [Constraint],
  { readonly [Key in Constraint]: 'a number from 0 to 1' } & ConstraintNumbers
>;

export interface ConstraintNumbers extends NumbersFirst {
  readonly numThresholds: 'an integer from 1';
  readonly classId: 'an integer from 0';
}

/** The definition of a metric that is the best value of one thing where another reaches a value. */
interface ConstrainedDefinition<Name extends string, Constraint extends string> {
  readonly className: string;
  readonly name: Name;
  /** The option with the value that has to be reached. */
  readonly constraint: Constraint;
  constrained(confusion: Confusion): tf.Tensor;
  dependent(confusion: Confusion): tf.Tensor;
}

/** Makes the factory of a metric that is the best value of one thing where another reaches a value; 0 where it never does. */
function defineConstrained<const Name extends string, const Constraint extends string>(
  definition: ConstrainedDefinition<Name, Constraint>,
): ConstrainedMetricFactory<Name, Constraint> {
  const { className, name, constraint } = definition;
  type Options = Required<ConstraintOptions> & Record<Constraint, number>;
  const defaults = { [constraint]: Number.NaN, numThresholds: 200, classId: null } as Options;
  return defineConfusionMetric<Options, Name>({
    className,
    name,
    positional: [constraint],
    isRequiring: true,
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
    // The constraint is checked when the metric is made: there is no default.
  }) as ConstrainedMetricFactory<Name, Constraint>;
}

const precision = ({ truePositives, falsePositives }: Confusion) => shareOf(truePositives, falsePositives);
const recall = ({ truePositives, falseNegatives }: Confusion) => shareOf(truePositives, falseNegatives);
const specificity = ({ trueNegatives, falsePositives }: Confusion) => shareOf(trueNegatives, falsePositives);

/** The best precision where `recall` is reached. */
export const PrecisionAtRecall: ConstrainedMetricFactory<'precisionAtRecall', 'recall'> = defineConstrained({
  className: 'PrecisionAtRecall',
  name: 'precisionAtRecall',
  constraint: 'recall',
  constrained: recall,
  dependent: precision,
});

/** The best recall where `precision` is reached. */
export const RecallAtPrecision: ConstrainedMetricFactory<'recallAtPrecision', 'precision'> = defineConstrained({
  className: 'RecallAtPrecision',
  name: 'recallAtPrecision',
  constraint: 'precision',
  constrained: precision,
  dependent: recall,
});

/** The best sensitivity, the share of the labels 1 with prediction 1, where `specificity` is reached. */
export const SensitivityAtSpecificity: ConstrainedMetricFactory<'sensitivityAtSpecificity', 'specificity'> =
  defineConstrained({
    className: 'SensitivityAtSpecificity',
    name: 'sensitivityAtSpecificity',
    constraint: 'specificity',
    constrained: specificity,
    dependent: recall,
  });

/** The best specificity, the share of the labels 0 with prediction 0, where `sensitivity` is reached. */
export const SpecificityAtSensitivity: ConstrainedMetricFactory<'specificityAtSensitivity', 'sensitivity'> =
  defineConstrained({
    className: 'SpecificityAtSensitivity',
    name: 'specificityAtSensitivity',
    constraint: 'sensitivity',
    constrained: recall,
    dependent: specificity,
  });

/** `count` values from 0 to 1 at equal distances; 0.5 for one. */
export function evenThresholds(count: number): readonly number[] {
  return count === 1 ? [0.5] : Array.from({ length: count }, (_, index) => index / (count - 1));
}

/** The largest number of thresholds: more take memory for no digits. */
const mostThresholds = 1e6;

/** @throws ArgumentError if the number of thresholds is no integer from `least` to a million. */
export function checkThresholdCount(owner: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least && count <= mostThresholds) return;
  const range = count > mostThresholds ? `${least} to ${mostThresholds}` : least;
  throw new ArgumentError(`${owner}: numThresholds expects an integer from ${range} (received ${received(count)})`);
}
