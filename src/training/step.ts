import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import { ArgumentError } from '../errors.js';
import { weightPenalties } from '../graph/eager-call.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import { runGraph } from '../graph/run-graph.js';
import { type StateUpdates, withinStep, withUpdates } from '../graph/state-updates.js';
import { plainValue, type Value } from '../graph/value.js';
import { checkInputValues } from '../graph/value-checks.js';
import type { Weight } from '../graph/weight.js';
import { type Applied, applyRule } from '../optimizers/apply-optimizer.js';
import { scaleLoss } from '../optimizers/gradients.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { SeedStream } from '../random/random.js';
import type { AddedLosses } from './added-losses.js';
import type { Compiled } from './compile.js';
import { type Evaluated, type StepResult, StepTensors } from './step-result.js';
import { batchLoss } from './tracker.js';
import { gradientsOf } from './value-and-gradients.js';

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
  /** The seeds of all that is random in it. */
  readonly seeds: SeedStream;
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
    checked: graph.checked,
    mayRead: false,
    updates,
    seed: host.seeds.next,
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
  const hasLoss = penalties.length > 0 || model.compiled.outputs.some(({ loss }) => loss !== null);
  if (run.training && !hasLoss) {
    throw new ArgumentError('compile expects a loss to train with (received none, and no layer adds a penalty)');
  }
  return { loss: batchLoss(model.compiled, values, batch, penalties), values };
}

/** Evaluates a batch without training: dropout is off, and only recurrent states change. */
export async function testStep(
  model: StepModel,
  batch: Batch,
  host: HostInputs,
  updates?: StateUpdates,
): Promise<StepResult> {
  await checkInputValues(model.graph.valueChecks, batch.inputs);
  const kept = new StepTensors();
  return kept.orDispose(() => {
    withUpdates(
      (run) =>
        host.seeds.within(() =>
          tf.tidy(() => kept.keep(evaluate(model, batch, { training: false, updates: run, host }))),
        ),
      updates,
    );
    return kept.finish(model.compiled);
  });
}

/** The state that a step of training starts from, and the decisions of the host. */
interface StepState extends Omit<StepRun, 'training'> {
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
function computeStep(model: StepModel, { optimizer, ...run }: StepState, batch: Batch, kept: StepTensors): Computed {
  const { rule } = optimizer;
  const loss = () => {
    const evaluated = evaluate(model, batch, { training: true, ...run });
    kept.keep(evaluated);
    return scaleLoss(rule, evaluated.loss.total);
  };
  const variables = model.trained.map(({ value }) => value);
  const { gradients } = gradientsOf(() => withinStep(run.updates, loss), variables);
  const weights = model.trained.filter((_, index) => gradients[index] !== null);
  if (weights.length === 0 && model.trained.length > 0) {
    throw new ArgumentError(
      'compile: loss expects to depend on a weight that is trained (received a loss without gradients for any of them)',
    );
  }
  const { slots, inputs } = optimizer.begin(weights);
  // A layer may have set a weight that is trained, as SpectralNormalization does: the optimizer goes on from there.
  const values = weights.map((weight) => run.updates.read(weight));
  const present = gradients.filter((gradient) => gradient !== null);
  const applied = applyRule(rule, values, present, slots, inputs);
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
  await checkInputValues(model.graph.valueChecks, batch.inputs);
  const kept = new StepTensors();
  return kept.orDispose(() => {
    optimizer.showAverages(false, model.trained);
    withUpdates((updates) =>
      tf.tidy(() => {
        const { weights, applied } = host.seeds.within(() =>
          computeStep(model, { updates, optimizer, host }, batch, kept),
        );
        if (weights.length > 0) optimizer.commit(weights, applied, model.graph);
        updates.release(weights);
      }),
    );
    return kept.finish(model.compiled);
  });
}

/** Predictions of a batch; they belong to the caller. */
export async function predictStep(
  graph: FunctionalGraph,
  inputs: readonly tf.Tensor[],
  host: HostInputs,
  updates?: StateUpdates,
): Promise<readonly tf.Tensor[]> {
  await checkInputValues(graph.valueChecks, inputs);
  return withUpdates(
    (run) =>
      tf.tidy(() => {
        const state = { training: false, updates: run, host };
        const values = host.seeds.within(() => forward({ graph, isFrozen: false }, inputs, state, []));
        // A model may return its input: the caller gets tensors of its own.
        return values.map(({ tensor }) => tf.clone(tensor));
      }),
    updates,
  );
}
