import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import type { Run, Value } from '../graph/behaviour.js';
import type { FunctionalGraph } from '../graph/functional-behaviour.js';
import { weightPenalties } from '../graph/penalties.js';
import { updatesOfStep } from '../graph/recorded-step.js';
import { runGraph } from '../graph/run-graph.js';
import type { Weight } from '../graph/weight.js';
import { type WeightUpdates, withUpdates } from '../graph/weight-updates.js';
import { scaleLoss } from '../optimizers/gradients.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import { nextSeed } from '../random/random.js';
import type { Compiled } from './compile.js';
import { namesOfLosses } from './log-names.js';
import type { Logs } from './logs.js';
import { type BatchLoss, batchLoss } from './tracker.js';
import { valueAndGradients } from './value-and-gradients.js';

/** What a step leaves: its losses, read from the device, and the predictions, which belong to the caller. */
export interface StepResult {
  readonly losses: Logs;
  readonly predictions: readonly tf.Tensor[];
}

/** What a step works on. */
export interface StepModel {
  readonly graph: FunctionalGraph;
  readonly compiled: Compiled;
  /** Those that training changes. */
  readonly trained: readonly Weight[];
  /** Whether the model as a whole is frozen. */
  readonly isFrozen: boolean;
}

/** Runs the graph forward. Runs inside `tf.tidy`. */
function forward(
  { graph, isFrozen }: StepModel,
  batch: Batch,
  training: boolean,
  updates: WeightUpdates,
  penalties: tf.Scalar[],
) {
  const run: Run = {
    training,
    isFrozen,
    updates,
    seed: nextSeed,
    penalize: (penalty) => {
      penalties.push(penalty);
    },
  };
  const feeds = batch.inputs.map((tensor) => ({ tensor, mask: null }));
  return runGraph(graph.topology, graph.inputs.items, graph.outputs.items, feeds, run);
}

/** The loss of a batch, and what led to it. Runs inside `tf.tidy`. */
function evaluate(
  model: StepModel,
  batch: Batch,
  training: boolean,
  updates: WeightUpdates,
): { readonly loss: BatchLoss; readonly values: readonly Value[] } {
  const penalties: tf.Scalar[] = [];
  const values = forward(model, batch, training, updates, penalties);
  penalties.push(...weightPenalties(model.trained));
  return { loss: batchLoss(model.compiled, values, batch, penalties), values };
}

/** Evaluates a batch without training: dropout is off, nothing changes. */
export async function testStep(model: StepModel, batch: Batch): Promise<StepResult> {
  const kept = new Kept();
  return kept.orDispose(() => {
    withUpdates((updates) => tf.tidy(() => kept.take(evaluate(model, batch, false, updates))));
    return finish(model.compiled, kept);
  });
}

/** One step of training: forward, backward, update. The weights change only if everything before has gone well. */
export async function trainStep(model: StepModel, optimizer: OptimizerState, batch: Batch): Promise<StepResult> {
  const kept = new Kept();
  return kept.orDispose(() => {
    tf.tidy(() => {
      const { gradients } = valueAndGradients(() => {
        const evaluated = evaluate(model, batch, true, updatesOfStep() as WeightUpdates);
        kept.take(evaluated);
        return scaleLoss(optimizer.rule, evaluated.loss.total);
      }, model.trained);
      if (model.trained.length > 0) optimizer.step(gradients, model.trained, model.graph);
    });
    return finish(model.compiled, kept);
  });
}

/** Predictions of a batch; they belong to the caller. */
export function predictStep(graph: FunctionalGraph, inputs: readonly tf.Tensor[]): readonly tf.Tensor[] {
  return withUpdates((updates) =>
    tf.tidy(() => {
      const run: Run = { training: false, updates, seed: nextSeed, penalize: () => {} };
      const feeds = inputs.map((tensor) => ({ tensor, mask: null }));
      const values = runGraph(graph.topology, graph.inputs.items, graph.outputs.items, feeds, run);
      // A model may give what it was given: the caller still gets tensors of its own.
      return values.map(({ tensor }) => tf.clone(tensor));
    }),
  );
}

/** What outlives the scope of a step: losses and predictions. */
class Kept {
  readonly #tensors: tf.Tensor[] = [];
  total: tf.Tensor | undefined;
  perOutput: readonly (tf.Tensor | undefined)[] = [];
  predictions: readonly tf.Tensor[] = [];

  take({ loss, values }: { readonly loss: BatchLoss; readonly values: readonly Value[] }): void {
    this.total = this.#keep(loss.total);
    this.perOutput = loss.perOutput.map((output) => output && this.#keep(tf.sum(output)));
    this.predictions = values.map(({ tensor }) => this.#keep(tensor));
  }

  /** Runs something, and frees what has been kept if it throws. */
  async orDispose<Result>(action: () => Promise<Result>): Promise<Result> {
    try {
      return await action();
    } catch (error) {
      tf.dispose(this.#tensors);
      throw error;
    }
  }

  #keep(tensor: tf.Tensor): tf.Tensor {
    const clone = tf.keep(tf.clone(tensor));
    this.#tensors.push(clone);
    return clone;
  }
}

/** Reads the losses from the device, and frees them. */
async function finish({ outputs }: Compiled, kept: Kept): Promise<StepResult> {
  const parts = namesOfLosses(outputs).map((name, index) => [name, kept.perOutput[index]] as const);
  const named = [['loss', kept.total] as const, ...parts.filter(([name]) => name !== null)];
  const values = await Promise.all(named.map(async ([name, loss]) => [name, (await loss?.data())?.[0] ?? 0] as const));
  tf.dispose([kept.total, ...kept.perOutput].filter((loss) => loss !== undefined));
  return { losses: Object.fromEntries(values) as unknown as Logs, predictions: kept.predictions };
}
