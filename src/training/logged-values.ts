import { isLoss, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import type { Metric } from '../metrics/metric.js';
import { type MetricIdentifier, resolveMetric } from '../metrics/resolve-metric.js';
import type { Compiled } from './compile.js';
import { loggedMetrics, namesOfLosses } from './log-names.js';

/** Whether a number is the better the smaller, or the larger it is. */
export type Direction = 'min' | 'max';

/** A number that every epoch logs. */
interface LoggedValue {
  readonly name: string;
  /** `null` where it cannot be known: false positives may be wanted or not. */
  readonly direction: Direction | null;
}

/** What epochs of a model log, without what comes of validation data. */
export function loggedValues({ outputs }: Compiled): readonly LoggedValue[] {
  const losses = ['loss', ...namesOfLosses(outputs).filter((name) => name !== null)];
  const metrics = loggedMetrics(outputs).map(({ name, identifier, output }) => {
    const shape = outputs[output]?.output.shape ?? [];
    const metric = resolveMetric(identifier, { targetShape: shape, predictionShape: shape }, 'compile: metrics');
    return { name, direction: directionOf(identifier, metric) };
  });
  return [...losses.map((name) => ({ name, direction: 'min' as const })), ...metrics];
}

/** The names of what epochs log, in the order of the logs. */
export function namesOfLogs(compiled: Compiled, isValidated: boolean): readonly string[] {
  const names = loggedValues(compiled).map(({ name }) => name);
  return [...new Set(isValidated ? [...names, ...names.map((name) => `val_${name}`)] : names)];
}

function directionOf(identifier: MetricIdentifier, { className }: Metric): Direction | null {
  // Before the names: the loss CosineSimilarity is the metric with the other sign.
  if (isLoss(identifier)) return 'min';
  if (largerIsBetter.has(className)) return 'max';
  const smallerIsBetter = lossNames.map((name) => resolveLoss(name, name).className);
  return [...smallerIsBetter, 'LogCoshError', 'RootMeanSquaredError'].includes(className) ? 'min' : null;
}

const largerIsBetter: ReadonlySet<string> = new Set([
  'Accuracy',
  'AUC',
  'BinaryAccuracy',
  'BinaryIoU',
  'CategoricalAccuracy',
  'ConcordanceCorrelation',
  'CosineSimilarity',
  'F1Score',
  'FBetaScore',
  'IoU',
  'MeanIoU',
  'OneHotIoU',
  'OneHotMeanIoU',
  'PearsonCorrelation',
  'Precision',
  'PrecisionAtRecall',
  'R2Score',
  'Recall',
  'RecallAtPrecision',
  'SensitivityAtSpecificity',
  'SparseCategoricalAccuracy',
  'SparseTopKCategoricalAccuracy',
  'SpecificityAtSensitivity',
  'TopKCategoricalAccuracy',
]);
