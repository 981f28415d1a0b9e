import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import { ArgumentError } from '../errors.js';
import { weightPenalties } from '../graph/eager-call.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { runGraph } from '../graph/run-graph.js';
import { type StateUpdates, withinStep } from '../graph/state-updates.js';
import { plainValue, type Value } from '../graph/value.js';
import type { Weight } from '../graph/weight.js';
import { applyRule } from '../optimizers/apply-optimizer.js';
import { scaleLoss } from '../optimizers/gradients.js';
import type { HostInputs as OptimizerInputs } from '../optimizers/host-inputs.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { AddedLosses } from './added-losses.js';
import type { Compiled } from './compile.js';
import { type StepLayout, type StepOutcome, StepOutputs } from './step-outputs.js';
import { type BatchLoss, batchLoss } from './tracker.js';
import { gradientsOf } from './value-and-gradients.js';

/** The graph that a step runs. */
export interface StepGraph {
  readonly graph: FunctionalGraph;
  /** All layers whose weights and states a step may read, inner ones included. */
  readonly layers: readonly AnyLayer[];
  /** Whether the model as a whole is frozen. */
  readonly isFrozen: boolean;
}

/** The graph of a step, its losses, and the weights that it trains. */
export interface StepModel extends StepGraph {
  readonly added: AddedLosses | undefined;
  readonly compiled: Compiled;
  /** The weights that training changes. */
  readonly trained: readonly Weight[];
}

/** The state of layers that a run starts from, and its updates; the seeds of all that is random in it. */
export interface StepRun {
  readonly updates: StateUpdates;
  seed(): number;
}

const nothing: StepLayout = { losses: [], predictions: [], trained: [], updated: [], recurrent: [] };

/** Runs the graph forward. Runs inside `tf.tidy`. */
function forward(
  { graph, isFrozen }: StepGraph,
  inputs: readonly tf.Tensor[],
  { updates, seed }: StepRun,
  training: boolean,
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
    seed,
    penalize: (penalty) => {
      penalties.push(penalty);
    },
  });
  for (const { tensor } of values.slice(outputs.length)) penalties.push(tf.mean(tf.cast(tensor, 'float32')));
  return values.slice(0, outputs.length);
}

/** The loss of a batch, and the values that it is of. Runs inside `tf.tidy`. */
function evaluate(
  model: StepModel,
  batch: Batch,
  run: StepRun,
  training: boolean,
): { readonly loss: BatchLoss; readonly values: readonly Value[] } {
  const penalties: tf.Scalar[] = [];
  const values = forward(model, batch.inputs, run, training, penalties, model.added);
  penalties.push(...weightPenalties(model.trained, (weight) => run.updates.read(weight)));
  const hasLoss = penalties.length > 0 || model.compiled.outputs.some(({ loss }) => loss !== null);
  if (training && !hasLoss) {
    throw new ArgumentError('compile expects a loss to train with (received none, and no layer adds a penalty)');
  }
  return { loss: batchLoss(model.compiled, values, batch, penalties), values };
}

function keepLosses({ logged, perOutput }: BatchLoss, outputs: StepOutputs): StepLayout['losses'] {
  const numbers = perOutput.map((loss) => (loss === undefined || loss.rank === 0 ? loss : tf.mean(loss)));
  return [logged, ...numbers].map((loss) => (loss === undefined ? null : outputs.keep(loss)));
}

/** Predictions of a batch, and the recurrent states after it. Runs inside `tf.tidy`. */
export function computePredictions(model: StepGraph, inputs: readonly tf.Tensor[], run: StepRun): StepOutcome {
  return StepOutputs.collect((outputs) => {
    const values = forward(model, inputs, run, false, []);
    // A model may return its input: the caller gets tensors of its own.
    const predictions = values.map(({ tensor }) => ({ tensor: outputs.add(tf.clone(tensor)), mask: null }));
    return { ...nothing, predictions, ...outputs.addUpdates(run.updates) };
  });
}

/** Losses and predictions of a batch without training: dropout is off, and only recurrent states change. */
export function computeTest(model: StepModel, batch: Batch, run: StepRun): StepOutcome {
  return StepOutputs.collect((outputs) => {
    const { loss, values } = evaluate(model, batch, run, false);
    const kept = { losses: keepLosses(loss, outputs), predictions: outputs.keepValues(values) };
    return { ...nothing, ...kept, ...outputs.addUpdates(run.updates) };
  });
}

/** What a step of training starts from, besides weights and states of layers. */
export interface TrainRun extends StepRun {
  readonly optimizer: OptimizerState;
  readonly inputs: OptimizerInputs;
}

/**
 * A step of training as a function of data: weights, slots, statistics, recurrent states, a batch and the decisions of the host
 * give the same after the step, the loss and the predictions. It changes nothing but `updates`. Runs inside `tf.tidy`.
 */
export function computeTraining(model: StepModel, batch: Batch, run: TrainRun): StepOutcome {
  const { optimizer, inputs, updates } = run;
  const { rule } = optimizer;
  return StepOutputs.collect((outputs) => {
    let kept: Pick<StepLayout, 'losses' | 'predictions'> = nothing;
    const loss = () => {
      const evaluated = evaluate(model, batch, run, true);
      kept = { losses: keepLosses(evaluated.loss, outputs), predictions: outputs.keepValues(evaluated.values) };
      return scaleLoss(rule, evaluated.loss.total);
    };
    const variables = model.trained.map(({ value }) => value);
    const { gradients } = gradientsOf(() => withinStep(updates, loss), variables);
    const weights = model.trained.filter((_, index) => gradients[index] !== null);
    if (weights.length === 0 && model.trained.length > 0) {
      throw new ArgumentError(
        'compile: loss expects to depend on a weight that is trained (received a loss without gradients for any of them)',
      );
    }
    // A layer may have set a weight that is trained, as SpectralNormalization does: the optimizer goes on from there.
    const values = weights.map((weight) => updates.read(weight));
    const present = gradients.filter((gradient) => gradient !== null);
    const applied = applyRule(rule, values, present, optimizer.begin(weights), inputs);
    const trained = weights.map((weight, index) => {
      const value = applied.weights[index] as tf.Tensor;
      return {
        weight,
        value: outputs.add(weight.constraint?.project(value) ?? value),
        slots: (applied.slots[index] ?? []).map(outputs.add),
      };
    });
    return { ...kept, trained, ...outputs.addUpdates(updates) };
  });
}
