import { isLoss, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import type { Metric } from '../metrics/metric.js';
import { type MetricIdentifier, resolveMetric } from '../metrics/resolve-metric.js';
import type { Compiled } from './compile.js';

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
  const isOnly = outputs.length === 1;
  const losses = outputs.filter(({ loss }) => loss !== null && !isOnly);
  const metrics = outputs.flatMap(({ name, output: { shape }, metrics, weightedMetrics }) =>
    [...metrics, ...weightedMetrics].map((identifier) => {
      const metric = resolveMetric(identifier, { targetShape: shape, predictionShape: shape }, 'compile: metrics');
      return { name: isOnly ? metric.name : `${name}_${metric.name}`, direction: directionOf(identifier, metric) };
    }),
  );
  const names = ['loss', ...losses.map(({ name }) => `${name}_loss`)];
  return [...names.map((name) => ({ name, direction: 'min' as const })), ...metrics];
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
