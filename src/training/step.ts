import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import { weightPenalties } from '../graph/penalties.js';
import { runGraph } from '../graph/run-graph.js';
import { type StateUpdates, withinStep, withUpdates } from '../graph/state-updates.js';
import { plainValue, type Value } from '../graph/value.js';
import type { Weight } from '../graph/weight.js';
import { type Applied, applyOptimizer } from '../optimizers/apply-optimizer.js';
import { scaleLoss } from '../optimizers/gradients.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { AddedLosses } from './added-losses.js';
import type { Compiled } from './compile.js';
import { gradientsOf } from './gradients-of.js';
import { namesOfLosses } from './log-names.js';
import type { Logs } from './logs.js';
import { type BatchLoss, batchLoss } from './tracker.js';

/** The graph of a step, its losses, and the weights that it trains. */
export interface StepModel {
  readonly graph: FunctionalGraph;
  readonly added: AddedLosses | undefined;
  readonly compiled: Compiled;
  /** The weights that training changes. */
  readonly trained: readonly Weight[];
  /** Whether the model as a whole is frozen. */
  readonly isFrozen: boolean;
}

/** The decisions of the host for one step: nothing else enters it but state and data. */
export interface HostInputs {
  /** The seed of the next random operation. */
  seed(): number;
}

/** The outcome of a step: its losses, read from the device, and the predictions, which belong to the caller. */
export interface StepResult {
  readonly losses: Logs;
  readonly predictions: readonly Value[];
}

/** The loss of a batch, and the values that it is of. */
interface Evaluated {
  readonly loss: BatchLoss;
  readonly values: readonly Value[];
}

/** The state, in and out, and the decisions of one run of the graph. */
interface StepRun {
  readonly training: boolean;
  readonly updates: StateUpdates;
  readonly host: HostInputs;
}

/** Runs the graph forward. Runs inside `tf.tidy`. */
function forward(
  { graph, isFrozen }: Pick<StepModel, 'graph' | 'isFrozen'>,
  inputs: readonly tf.Tensor[],
  { training, updates, host }: StepRun,
  penalties: tf.Scalar[],
  added?: AddedLosses,
): readonly Value[] {
  const outputs = graph.outputs.items;
  const all = added === undefined ? outputs : [...outputs, ...added.tensors];
  const values = runGraph(added?.topology ?? graph.topology, graph.inputs.items, all, inputs.map(plainValue), {
    training,
    isFrozen,
    freesEarly: !training,
    updates,
    seed: host.seed,
    penalize: (penalty) => {
      penalties.push(penalty);
    },
  });
  for (const { tensor } of values.slice(outputs.length)) penalties.push(tf.mean(tf.cast(tensor, 'float32')));
  return values.slice(0, outputs.length);
}

/** The loss of a batch, and the values that it is of. Runs inside `tf.tidy`. */
function evaluate(model: StepModel, batch: Batch, run: StepRun): Evaluated {
  const penalties: tf.Scalar[] = [];
  const values = forward(model, batch.inputs, run, penalties, model.added);
  penalties.push(...weightPenalties(model.trained, (weight) => run.updates.read(weight)));
  return { loss: batchLoss(model.compiled, values, batch, penalties), values };
}

/** Evaluates a batch without training: dropout is off, and only recurrent states change. */
export async function testStep(
  model: StepModel,
  batch: Batch,
  host: HostInputs,
  updates?: StateUpdates,
): Promise<StepResult> {
  const kept = new Kept();
  return kept.orDispose(() => {
    withUpdates(
      (run) => tf.tidy(() => kept.take(evaluate(model, batch, { training: false, updates: run, host }))),
      updates,
    );
    return finish(model.compiled, kept);
  });
}

/** The state that a step of training starts from. */
interface StepState {
  /** Weights, statistics and recurrent states. */
  readonly updates: StateUpdates;
  readonly optimizer: OptimizerState;
}

/** The weights and slots after a step of training. */
interface Computed {
  /** The weights that have gradients. */
  readonly weights: readonly Weight[];
  /** Their values, which obey their constraints, and their slots. */
  readonly applied: Applied;
}

/**
 * A step of training as a function of data: weights, slots, statistics, recurrent states, a batch and the decisions of the host
 * give the same after the step, the loss and the predictions. It changes nothing. Runs inside `tf.tidy`.
 *
 * @param kept gets the loss and the predictions.
 */
function computeStep(
  model: StepModel,
  { updates, optimizer }: StepState,
  batch: Batch,
  host: HostInputs,
  kept: Kept,
): Computed {
  const { rule } = optimizer;
  const loss = () => {
    const evaluated = evaluate(model, batch, { training: true, updates, host });
    kept.take(evaluated);
    return scaleLoss(rule, evaluated.loss.total);
  };
  const variables = model.trained.map(({ value }) => value);
  const { gradients } = gradientsOf(() => withinStep(updates, loss), variables);
  const weights = model.trained.filter((_, index) => gradients[index] !== null);
  const { slots, inputs } = optimizer.begin(weights);
  // A layer may have set a weight that is trained, as SpectralNormalization does: the optimizer goes on from there.
  const values = weights.map((weight) => updates.read(weight));
  const present = gradients.filter((gradient) => gradient !== null);
  const applied = applyOptimizer(rule, values, present, slots, inputs);
  const projected = applied.weights.map((value, index) => weights[index]?.constraint?.project(value) ?? value);
  return { weights, applied: { ...applied, weights: projected } };
}

/** One step of training. Weights, statistics, states and slots change only after all of it has succeeded. */
export async function trainStep(
  model: StepModel,
  optimizer: OptimizerState,
  batch: Batch,
  host: HostInputs,
): Promise<StepResult> {
  const kept = new Kept();
  return kept.orDispose(() => {
    optimizer.showAverages(false, model.trained);
    withUpdates((updates) =>
      tf.tidy(() => {
        const { weights, applied } = computeStep(model, { updates, optimizer }, batch, host, kept);
        if (weights.length > 0) optimizer.commit(weights, applied, model.graph);
        updates.release(weights);
      }),
    );
    return finish(model.compiled, kept);
  });
}

/** Predictions of a batch; they belong to the caller. */
export function predictStep(
  graph: FunctionalGraph,
  inputs: readonly tf.Tensor[],
  host: HostInputs,
  updates?: StateUpdates,
): readonly tf.Tensor[] {
  return withUpdates(
    (run) =>
      tf.tidy(() => {
        const values = forward({ graph, isFrozen: false }, inputs, { training: false, updates: run, host }, []);
        // A model may return its input: the caller gets tensors of its own.
        return values.map(({ tensor }) => tf.clone(tensor));
      }),
    updates,
  );
}

/** The tensors that outlive the scope of a step: losses and predictions. */
class Kept {
  readonly #tensors: tf.Tensor[] = [];
  total: tf.Tensor | undefined;
  perOutput: readonly (tf.Tensor | undefined)[] = [];
  predictions: readonly Value[] = [];

  take({ loss, values }: Evaluated): void {
    this.total = this.#keep(loss.logged);
    this.perOutput = loss.perOutput.map((output) => output && this.#keep(output.rank === 0 ? output : tf.mean(output)));
    this.predictions = values.map(({ tensor, mask }) => ({
      tensor: this.#keep(tensor),
      mask: mask && this.#keep(mask),
      logits: null,
    }));
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

/** Frees predictions. */
export function disposePredictions(predictions: readonly Value[]): void {
  for (const { tensor, mask } of predictions) tf.dispose(mask === null ? [tensor] : [tensor, mask]);
}
