import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import { checkIsObject, checkOptions } from '../arguments/options.js';
import { isClass } from '../arguments/positional.js';
import { ArgumentError } from '../errors.js';
import type { Loss, PredictionShape } from '../losses/loss.js';
import { isLoss, type LossName, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import * as classes from './classes.js';
import { meanOfFunction, meanOfLoss } from './mean-metrics.js';
import type { Metric, MetricFunction, MetricOptions } from './metric.js';
import type { ValueMetric } from './value-metric.js';

/** The forms of labels: one number for yes or no, a class index, one number for each class. */
type LabelForm = 'binary' | 'sparse' | 'categorical';

/** Makes a metric by its name. */
type NamedFactory = (options: MetricOptions) => Metric;

const accuracies: Readonly<Record<LabelForm, NamedFactory>> = {
  binary: classes.BinaryAccuracy,
  sparse: classes.SparseCategoricalAccuracy,
  categorical: classes.CategoricalAccuracy,
};

const crossentropies: Readonly<Record<LabelForm, NamedFactory>> = {
  binary: classes.BinaryCrossentropy,
  sparse: classes.SparseCategoricalCrossentropy,
  categorical: classes.CategoricalCrossentropy,
};

/** The names that stand for another metric with each form of labels. */
type FormDependent = 'accuracy' | 'acc' | 'crossentropy' | 'ce';

const byForm: Readonly<Record<FormDependent, typeof accuracies>> = {
  accuracy: accuracies,
  acc: accuracies,
  crossentropy: crossentropies,
  ce: crossentropies,
};

/** The metrics that have a name, because they need no options. */
type Named = Extract<(typeof classes)[keyof typeof classes], { readonly identifier: string }>;

/** The name of a metric, or of a loss, which stands for it with its default options, and is its key in logs. */
export type MetricName = FormDependent | Named['identifier'] | LossName;

/** A metric or a loss, the name of one, or a function that computes a value for each sample. */
export type MetricIdentifier = MetricName | Metric | Loss | MetricFunction;

/** The shapes of the tensors that a metric compares. */
export interface MetricContext {
  readonly targetShape: PredictionShape;
  readonly predictionShape: PredictionShape;
}

/**
 * The metric that `identifier` is, names or computes.
 *
 * @param identifier A metric or a loss, the name of one, or a function of targets and predictions.
 * @param context the shapes on which it depends which metric `'accuracy'` is
 * @param owner the argument that it was given to: `compile: metrics`
 * @throws ArgumentError if it is none of these
 */
export function resolveMetric(identifier: MetricIdentifier, context: MetricContext, owner: string): Metric {
  if (isLoss(identifier)) return meanOfLoss(identifier);
  if (isOfValues(identifier)) {
    throw new ArgumentError(
      `${owner} expects metrics of targets and predictions (received ${identifier.className}, a metric of values)`,
    );
  }
  if (isOfKind(identifier, 'metric')) return identifier;
  if (typeof identifier === 'function' && !Object.hasOwn(identifier, 'kind') && !isClass(identifier))
    return meanOfFunction(identifier);
  return resolveNamed('metric', factories[labelForm(context)], identifier, owner)({ name: identifier as MetricName });
}

/** The metrics by name; where a metric and a loss have the same name, the metric. */
const factories: Readonly<Record<LabelForm, Readonly<Record<string, NamedFactory>>>> = {
  binary: factoriesFor('binary'),
  sparse: factoriesFor('sparse'),
  categorical: factoriesFor('categorical'),
};

function factoriesFor(form: LabelForm): Readonly<Record<string, NamedFactory>> {
  const ofForm = Object.entries(byForm).map(([name, forms]) => [name, forms[form]] as const);
  const ofLosses = lossNames.map((name) => [name, () => meanOfLoss(resolveLoss(name, name))] as const);
  const ofClasses = Object.values(classes).flatMap((factory) =>
    'identifier' in factory ? [[factory.identifier, factory as NamedFactory] as const] : [],
  );
  return Object.fromEntries([...ofLosses, ...ofClasses, ...ofForm]);
}

/** The form of labels of this shape, as Keras tells them apart. */
function labelForm(context: MetricContext): LabelForm {
  checkIsObject('resolveMetric: context', context);
  checkOptions('resolveMetric: context', context, ['targetShape', 'predictionShape']);
  const { targetShape, predictionShape } = context;
  if (!Array.isArray(targetShape) || !Array.isArray(predictionShape)) {
    throw new ArgumentError('resolveMetric: context expects targetShape and predictionShape, lists of sizes');
  }
  const [outputs, labels] = [predictionShape.at(-1) ?? null, targetShape.at(-1) ?? null];
  if (outputs === 1) return 'binary';
  const isColumn = labels === 1 && outputs !== null;
  return targetShape.length < predictionShape.length || isColumn ? 'sparse' : 'categorical';
}

function isOfValues(value: unknown): value is ValueMetric {
  return isOfKind(value, 'metric') && !Object.hasOwn(value, 'update');
}
