import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/resolve-named.js';
import { ArgumentError } from '../errors.js';
import type { Loss } from '../losses/loss.js';
import { isLoss, type LossName, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import { byForm, type FormName, labelForm, type MetricContext } from './label-form.js';
import { meanOfFunction, meanOfLoss } from './mean-of.js';
import type { Metric, MetricFunction } from './metric.js';
import { type NamedFactory, namedMetrics, type OwnName } from './named-metrics.js';
import type { ValueMetric } from './value-metric.js';

/** The name of a metric, or of a loss, which stands for it with its default options, and is its key in logs. */
export type MetricName = FormName | OwnName | LossName;

/** A metric or a loss, the name of one, or a function that computes a value for each sample. */
export type MetricIdentifier = MetricName | Metric | Loss | MetricFunction;

/**
 * The metric that `identifier` is, names or computes.
 *
 * @param context the shapes that decide which accuracy `'accuracy'` is
 * @param owner the argument that it was given to: `compile: metrics`
 * @throws ArgumentError if there is none of this name
 */
export function resolveMetric(identifier: MetricIdentifier, context: MetricContext, owner: string): Metric {
  if (typeof identifier === 'function') return meanOfFunction(identifier);
  if (isLoss(identifier)) return meanOfLoss(identifier);
  if (isOfValues(identifier)) {
    throw new ArgumentError(
      `${owner} expects metrics of targets and predictions (received ${identifier.className}, a metric of values)`,
    );
  }
  if (isOfKind(identifier, 'metric')) return identifier;
  return resolveNamed('metric', factories(context), identifier, owner)({ name: identifier });
}

/** All that a name may stand for; where a metric and a loss have the same, the metric. */
function factories(context: MetricContext): Readonly<Record<string, NamedFactory>> {
  const form = labelForm(context);
  const ofForm = Object.entries(byForm).map(([name, forms]) => [name, forms[form]] as const);
  const ofLosses = lossNames.map((name) => [name, () => meanOfLoss(resolveLoss(name, name))] as const);
  return { ...Object.fromEntries(ofLosses), ...namedMetrics, ...Object.fromEntries(ofForm) };
}

function isOfValues(value: unknown): value is ValueMetric {
  return isOfKind(value, 'metric') && !Object.hasOwn(value as object, 'update');
}
