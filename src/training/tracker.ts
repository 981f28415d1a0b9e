import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import { ArgumentError } from '../errors.js';
import type { Value } from '../graph/value.js';
import { computeLoss, contextOf } from '../losses/compute-loss.js';
import type { Metric } from '../metrics/metric.js';
import { MetricMemory } from '../metrics/metric.js';
import { resolveMetric } from '../metrics/resolve-metric.js';
import { readTensors, type TensorData, tensorOf } from '../tensor/tensor-data.js';
import { show } from '../types/shape.js';
import type { Compiled, CompiledOutput } from './compile.js';
import { loggedMetrics } from './log-names.js';
import type { Logs } from './logs.js';

/** The loss of a batch: the sum that is minimized, and the loss of each output, before its weight. */
export interface BatchLoss {
  readonly total: tf.Scalar;
  /** The same as it is logged: a loss that is not reduced counts by its mean. */
  readonly logged: tf.Scalar;
  /** By output; `undefined` for one that is not trained. */
  readonly perOutput: readonly (tf.Tensor | undefined)[];
}

/** The loss of predictions, penalties of regularizers included. Runs inside `tf.tidy`. */
export function batchLoss(
  { outputs }: Compiled,
  predictions: readonly Value[],
  batch: Batch,
  penalties: readonly tf.Scalar[],
): BatchLoss {
  const perOutput = outputs.map(({ loss }, index) => {
    if (loss === null) return undefined;
    const prediction = predictions[index] as Value;
    return computeLoss(loss, batch.targets[index] as tf.Tensor, prediction.tensor, {
      ...contextOf(prediction),
      sampleWeight: batch.sampleWeights[index],
    });
  });
  const totalOf = (reduce: (loss: tf.Tensor) => tf.Tensor): tf.Scalar => {
    const terms = perOutput.flatMap((loss, index) => {
      const weight = (outputs[index] as CompiledOutput).lossWeight;
      return loss === undefined ? [] : [weight === 1 ? reduce(loss) : tf.mul(reduce(loss), weight)];
    });
    const [first = tf.scalar(0), ...rest] = [...terms, ...penalties];
    return rest.reduce<tf.Tensor>((sum, term) => tf.add(sum, term), first) as tf.Scalar;
  };
  const total = totalOf((loss) => tf.sum(loss));
  const isReduced = perOutput.every((loss) => loss === undefined || loss.rank === 0);
  return { total, logged: isReduced ? total : totalOf((loss) => tf.mean(loss)), perOutput };
}

/** What a tracker has seen, as data. */
export interface TrackerState {
  readonly losses: readonly (readonly [name: string, sum: number, count: number])[];
  /** `null` before the first batch. */
  readonly metrics: readonly MetricData[] | null;
}

/** A metric in an epoch, as data. */
interface MetricData extends MetricShapes {
  /** `null` where it has seen nothing. */
  readonly state: readonly TensorData[] | null;
}

/** The shapes of what a metric compares. */
interface MetricShapes {
  readonly targetShape: readonly number[];
  readonly predictionShape: readonly number[];
}

interface Tracked {
  readonly name: string;
  readonly metric: Metric;
  readonly output: number;
  readonly isWeighted: boolean;
  readonly memory: MetricMemory;
  readonly shapes: MetricShapes;
}

/**
 * Follows losses and metrics over the batches of an epoch: running means, and whatever else metrics keep. It owns the
 * metrics' states.
 */
export class Tracker {
  readonly #compiled: Compiled;
  readonly #losses = new Map<string, { sum: number; count: number }>();
  #tracked: Tracked[] | undefined;

  constructor(compiled: Compiled) {
    this.#compiled = compiled;
  }

  /** Takes in a batch: its losses, read from the device, and its predictions. */
  update(losses: Logs, predictions: readonly Value[], batch: Batch): void {
    for (const [name, value] of Object.entries(losses)) {
      const entry = this.#losses.get(name) ?? { sum: 0, count: 0 };
      // Means over samples: the loss is the weighted sum of those of the outputs, also where the last batch is short.
      this.#losses.set(name, { sum: entry.sum + value * batch.size, count: entry.count + batch.size });
    }
    this.#tracked ??= this.#resolve((output) => ({
      targetShape: batch.targets[output]?.shape ?? [],
      predictionShape: predictions[output]?.tensor.shape ?? [],
    }));
    for (const tracked of this.#tracked) {
      const weight = tracked.isWeighted ? batch.sampleWeights[tracked.output] : undefined;
      const target = batch.targets[tracked.output] as tf.Tensor;
      const { tensor: prediction, mask } = predictions[tracked.output] as Value;
      const context = { sampleWeight: weight, mask: mask ?? undefined };
      tracked.memory.update((state) => tracked.metric.update(state, target, prediction, context));
    }
  }

  /** The values seen since the last reset, read from the device. */
  async logs(): Promise<Logs> {
    const logs: Record<string, number> = {};
    for (const [name, { sum, count }] of this.#losses) logs[name] = count === 0 ? 0 : sum / count;
    const results = (this.#tracked ?? []).map(({ name, memory }) => {
      // A result may be a tensor of the state.
      const result = tf.tidy(() => tf.clone(memory.result()));
      return { name, result };
    });
    try {
      for (const { name, result } of results) logs[name] = await onlyNumber(name, result);
    } finally {
      for (const { result } of results) result.dispose();
    }
    return logs as Logs;
  }

  /** What has been seen, as data. */
  async state(): Promise<TrackerState> {
    const metrics = this.#tracked?.map(async ({ memory, shapes }) => {
      const { state } = memory;
      return { ...shapes, state: state === undefined ? null : await readTensors(state) };
    });
    const losses = [...this.#losses].map(([name, { sum, count }]) => [name, sum, count] as const);
    return { losses, metrics: metrics === undefined ? null : await Promise.all(metrics) };
  }

  /** Goes on from what has been seen before. */
  restore({ losses, metrics }: TrackerState): void {
    for (const [name, sum, count] of losses) this.#losses.set(name, { sum, count });
    if (metrics === null) return;
    this.#tracked = this.#resolve((_, index) => metrics[index] ?? { targetShape: [], predictionShape: [] });
    this.#tracked.forEach(({ memory }, index) => {
      const state = metrics[index]?.state ?? null;
      if (state !== null) memory.update(() => state.map(tensorOf));
    });
  }

  /** Forgets what has been seen. */
  reset(): void {
    this.#losses.clear();
    for (const tracked of this.#tracked ?? []) tracked.memory.clear();
    // Resolved anew: `accuracy` depends on the shape of the targets.
    this.#tracked = undefined;
  }

  #resolve(shapesOf: (output: number, index: number) => MetricShapes): Tracked[] {
    return loggedMetrics(this.#compiled.outputs).map(({ name, identifier, output, isWeighted }, index) => {
      const { targetShape, predictionShape } = shapesOf(output, index);
      const shapes = { targetShape, predictionShape };
      const metric = resolveMetric(identifier, shapes, 'compile: metrics');
      return { name, metric, output, isWeighted, memory: new MetricMemory(metric), shapes };
    });
  }
}

async function onlyNumber(name: string, result: tf.Tensor): Promise<number> {
  if (result.size === 1) return (await result.data())[0] as number;
  throw new ArgumentError(
    `compile: metrics expects metrics of one number (received ${name}, whose result is ${show(result.shape)})`,
  );
}
