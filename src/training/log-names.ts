import type { ForAll, GivenFor } from '../data/per-output.js';
import { isLoss, lossNames, resolveLoss } from '../losses/resolve-loss.js';
import type { Metric } from '../metrics/metric.js';
import { type MetricIdentifier, resolveMetric } from '../metrics/resolve-metric.js';
import { unnamed } from '../types/shape.js';
import type { Compiled, CompiledOutput } from './compile.js';
import type { OptionIn } from './compile-options.js';
import type { NamesInOrder, OutputCount } from './metric-names.js';
import { countNames, type LoggedNames, type NamesOfMetrics, nameOfMetric } from './metric-names.js';

/**
 * The names of what a model logs that has been compiled so: the twin of {@link namesOfLosses} and {@link loggedMetrics}.
 * `string` where the compiler does not know them all.
 */
export type LogNames<Outputs, Given> = NamesWith<
  Outputs,
  OptionIn<Given, 'loss'>,
  OptionIn<Given, 'metrics'>,
  OptionIn<Given, 'weightedMetrics'>
>;

type NamesWith<Outputs, Losses, Metrics, Weighted> =
  OutputCount<Outputs> extends 1
    ? 'loss' | NamesOfOnly<Metrics, Weighted>
    : Outputs extends readonly unknown[]
      ? number extends Outputs['length']
        ? string
        : 'loss' | NamesInList<NamesInOrder<Outputs>, Losses, Metrics, Weighted>[number]
      : string extends keyof Outputs
        ? string
        : 'loss' | NamesInRecord<Outputs, Losses, Metrics, Weighted>[keyof Outputs];

/** What is given for the only output, alone, in a list, or by its name. */
type NamesOfOnly<Metrics, Weighted> = LoggedNames<
  NamesOfMetrics<ForOnlyOutput<Metrics>>,
  NamesOfMetrics<ForOnlyOutput<Weighted>>
>;

type ForOnlyOutput<Given> = Given extends ForAll | readonly unknown[] ? Given : Given[keyof Given];

type NamesInList<Names extends readonly string[], Losses, Metrics, Weighted> = {
  [Index in keyof Names]: NamesOf<
    Names[Index],
    GivenFor<Losses, Index, Names[Index]>,
    GivenFor<Metrics, Index, Names[Index]>,
    GivenFor<Weighted, Index, Names[Index]>
  >;
};

type NamesInRecord<Outputs, Losses, Metrics, Weighted> = {
  [Name in keyof Outputs]: NamesOf<
    Name,
    GivenFor<Losses, never, Name>,
    GivenFor<Metrics, never, Name>,
    GivenFor<Weighted, never, Name>
  >;
};

type NamesOf<Name, Loss, Metrics, Weighted> = Name extends string
  ? Prefixed<Name, LossNameOf<Loss> | LoggedNames<NamesOfMetrics<Metrics>, NamesOfMetrics<Weighted>>>
  : never;

type LossNameOf<Loss> = [Loss] extends [null | undefined]
  ? never
  : [Loss] extends [NonNullable<unknown>]
    ? 'loss'
    : string;

/** What is logged for one of several outputs goes by its name. */
type Prefixed<Output extends string, Names> = string extends Output | Names
  ? string
  : Names extends string
    ? `${Output}_${Names}`
    : never;

/** The names by which the losses of outputs are logged, besides that of their sum; `null` for those that are not. */
export function namesOfLosses(outputs: readonly CompiledOutput[]): readonly (string | null)[] {
  return outputs.map(({ name, loss }) => (loss === null || outputs.length === 1 ? null : `${name}_loss`));
}

/** A metric that is logged. */
export interface LoggedMetric {
  readonly name: string;
  readonly identifier: MetricIdentifier;
  /** The place of its output. */
  readonly output: number;
  /** Whether samples count as their weights say. */
  readonly isWeighted: boolean;
}

/** The metrics that are logged, those that count samples by their weights last, as in Keras. */
export function loggedMetrics(outputs: readonly CompiledOutput[]): readonly LoggedMetric[] {
  const names = countNames();
  const prefixes = outputs.map(({ name }) => (outputs.length === 1 ? '' : `${name}_`));
  // A metric that is called `loss` does not replace the loss.
  for (const prefix of prefixes) names.again(`${prefix}loss`);
  const plain = outputs.flatMap(({ metrics }, output) =>
    metrics.map((identifier) => {
      const name = names.again(`${prefixes[output]}${nameOfMetric(identifier)}`);
      return { name, identifier, output, isWeighted: false };
    }),
  );
  const weighted = outputs.flatMap(({ weightedMetrics }, output) =>
    weightedMetrics.map((identifier) => {
      const [prefix, name] = [prefixes[output], nameOfMetric(identifier)];
      const unweighted = `${prefix}${name}`;
      const logged = names.again(names.has(unweighted) ? `${prefix}weighted_${name}` : unweighted);
      return { name: logged, identifier, output, isWeighted: true };
    }),
  );
  return [...plain, ...weighted];
}

/** Whether a number is the better the smaller, or the larger it is. */
export type Direction = 'min' | 'max';

/** A number that every epoch logs. */
interface LoggedValue {
  readonly name: string;
  /** `null` where it cannot be known: false positives may be wanted or not. */
  readonly direction: Direction | null;
}

/** The logs of epochs of a model, without those of validation data. */
export function loggedValues({ outputs }: Compiled): readonly LoggedValue[] {
  const losses = ['loss', ...namesOfLosses(outputs).filter((name) => name !== null)];
  const metrics = loggedMetrics(outputs).map(({ name, identifier, output }) => {
    const shape = unnamed(outputs[output]?.output.shape ?? []);
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
