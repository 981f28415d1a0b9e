import { isOfKind } from '../arguments/kind.js';
import { checkBoolean, checkIsObject, checkOptions } from '../arguments/options.js';
import { perOutput } from '../data/per-output.js';
import { ArgumentError, received } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Loss, LossFunction } from '../losses/loss.js';
import { type LossIdentifier, resolveLoss } from '../losses/resolve-loss.js';
import { type MetricIdentifier, resolveMetric } from '../metrics/resolve-metric.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import { resolveOptimizer } from '../optimizers/resolve-optimizer.js';
import { unnamed } from '../types/shape.js';
import type { CompileOptions } from './compile-options.js';

/** One metric, or several. */
type Metrics = MetricIdentifier | readonly MetricIdentifier[];

/** The compiled losses and metrics of one output. */
export interface CompiledOutput {
  readonly name: string;
  readonly output: SymbolicTensor;
  /** `null` where the output is not trained. */
  readonly loss: Loss | null;
  readonly lossWeight: number;
  readonly metrics: readonly MetricIdentifier[];
  readonly weightedMetrics: readonly MetricIdentifier[];
}

/** The checked arguments of `compile`. */
export interface Compiled {
  readonly optimizer: Optimizer;
  readonly outputs: readonly CompiledOutput[];
  /** Whether steps are not recorded. */
  readonly runsEagerly: boolean;
}

/** Checks and resolves the options of `compile`; throws before anything is changed. */
export function resolveCompileOptions(
  options: CompileOptions,
  outputs: readonly SymbolicTensor[],
  names: readonly string[],
): Compiled {
  const owner = 'compile';
  checkIsObject(owner, options);
  checkOptions(owner, options, ['optimizer', 'loss', 'lossWeights', 'metrics', 'weightedMetrics', 'runEagerly']);
  if (options.runEagerly !== undefined) checkBoolean(`${owner}: runEagerly`, options.runEagerly);
  const optimizer = resolveOptimizer(options.optimizer ?? 'rmsprop', `${owner}: optimizer`);
  const losses = perOutput<LossIdentifier>(`${owner}: loss`, options.loss, names, isLoss).map((loss) =>
    loss === null ? null : resolveLoss(loss, `${owner}: loss`),
  );
  const lossWeights = perOutput<number>(`${owner}: lossWeights`, options.lossWeights, names, isNumber);
  for (const weight of lossWeights) {
    if (weight !== null && !Number.isFinite(weight)) {
      throw new ArgumentError(`${owner}: lossWeights expects finite numbers (received ${received(weight)})`);
    }
  }
  const metrics = resolveMetrics(`${owner}: metrics`, options.metrics, names, outputs);
  const weightedMetrics = resolveMetrics(`${owner}: weightedMetrics`, options.weightedMetrics, names, outputs);
  return {
    optimizer,
    outputs: outputs.map((output, index) => ({
      name: names[index] as string,
      output,
      loss: losses[index] ?? null,
      lossWeight: lossWeights[index] ?? 1,
      metrics: metrics[index] ?? [],
      weightedMetrics: weightedMetrics[index] ?? [],
    })),
    runsEagerly: options.runEagerly ?? false,
  };
}

/** The metrics of each output, by their names: what `accuracy` means depends on the targets, which come with the data. */
function resolveMetrics(
  owner: string,
  given: unknown,
  names: readonly string[],
  outputs: readonly SymbolicTensor[],
): readonly (readonly MetricIdentifier[])[] {
  const isForOnlyOutput = names.length === 1 && (Array.isArray(given) || isMetric(given));
  const perName = isForOnlyOutput
    ? [given as Metrics]
    : perOutput<Metrics>(owner, given, names, (value) => isMetric(value));
  return perName.map((metrics, index) => {
    // The only output may have its metrics in a list of one: [['accuracy']].
    const identifiers = [metrics].flat(2).filter((metric) => metric !== null && metric !== undefined);
    const shape = unnamed(outputs[index]?.shape ?? []);
    for (const identifier of identifiers) {
      const metric = resolveMetric(identifier, { targetShape: shape, predictionShape: shape }, owner);
      if (!metric.isSeveral?.(shape)) continue;
      throw new ArgumentError(
        `${owner} expects metrics of one number (received ${metric.name}, which has one for each threshold or class)`,
      );
    }
    return identifiers;
  });
}

function isLoss(value: unknown): value is string | Loss | LossFunction {
  return typeof value === 'string' || typeof value === 'function' || isOfKind(value, 'loss');
}

function isMetric(value: unknown): boolean {
  return isLoss(value) || isOfKind(value, 'metric');
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
