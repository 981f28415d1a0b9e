import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '../data/read-data.js';
import type { AnyLayer } from '../graph/layer.js';
import { stateOf } from '../graph/layer-state.js';
import { type StateUpdates, withUpdates } from '../graph/state-updates.js';
import { checkInputValues } from '../graph/value-checks.js';
import type { HostInputs as OptimizerInputs } from '../optimizers/host-inputs.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { SeedStream } from '../random/random.js';
import { type RecordedSteps, shapesKey, type Task } from '../recording/recorded-steps.js';
import { computePredictions, computeTest, computeTraining, type StepGraph, type StepModel } from './compute-step.js';
import type { StepLayout, StepOutcome } from './step-outputs.js';
import { resultOf, type StepResult } from './step-result.js';

/** How steps of a model are run. */
export interface StepHost {
  /** The seeds of all that is random in a step. */
  readonly seeds: SeedStream;
  /** The recordings of the model's steps; `null` where steps run as they are. */
  readonly steps: RecordedSteps<StepLayout> | null;
  /** Whether the recording of the step is compared with the step itself. */
  readonly isChecked: boolean;
}

/** A step, as {@link runStep} needs it. */
interface Step {
  readonly task: Task;
  /** What else steps of this task differ by. */
  readonly kind?: string;
  /** Inputs and targets. */
  readonly batch: readonly (tf.Tensor | undefined)[];
  readonly model: StepGraph & Partial<StepModel>;
  readonly updates: StateUpdates;
  /** The tensors that are others in each step, besides weights and states. */
  readonly feeds: readonly (tf.Tensor | undefined)[];
  compute(): StepOutcome;
}

/** Runs a step, or its recording. The tensors belong to the scope of the caller's `tf.tidy`, or have to be freed. */
function runStep(
  { task, kind = '', batch, model, updates, feeds, compute }: Step,
  { seeds, steps, isChecked }: StepHost,
): StepOutcome {
  if (steps === null) return seeds.within(compute);
  const { graph, added, compiled, layers, isFrozen, trained = [] } = model;
  const states = layers.map(stateOf);
  const recurrent = layers.flatMap((layer) => updates.recurrent(layer));
  // One tensor may be given twice, such as weights of samples for two outputs.
  const given = [...new Set(feeds.filter((feed) => feed !== undefined))];
  const weights = () => states.flatMap((state) => state.weights ?? []).map((weight) => updates.read(weight));
  return steps.run({
    task,
    shapes: batch.flatMap((tensor) => (tensor ? [tensor.shape] : [])),
    key: `${task} ${kind} ${shapesKey(feeds)} ${shapesKey(recurrent)} ${feeds.map((feed) => feed && given.indexOf(feed))}`,
    guards: [
      tf.backend(),
      graph,
      added,
      compiled,
      isFrozen,
      ...trained,
      ...states.flatMap(({ trainable, learned }) => [trainable, learned]),
    ],
    isChecked,
    feeds: () => [...given, ...weights(), ...recurrent],
    seed: (layer) => (layer === null ? seeds.next() : (updates.seed(layer as AnyLayer) as number)),
    compute: () => seeds.within(compute),
  });
}

/** Evaluates a batch without training: dropout is off, and only recurrent states change. */
export async function testStep(
  model: StepModel,
  batch: Batch,
  host: StepHost,
  updates?: StateUpdates,
): Promise<StepResult> {
  await checkInputValues(model.graph.valueChecks, batch.inputs);
  return resultOf(model.compiled, (keep) =>
    withUpdates((run) => {
      tf.tidy(() => {
        const feeds = [...batch.inputs, ...batch.targets, ...batch.sampleWeights];
        const compute = () => computeTest(model, batch, { updates: run, seed: host.seeds.next });
        const outcome = runStep(
          { task: 'test', batch: [...batch.inputs, ...batch.targets], model, updates: run, feeds, compute },
          host,
        );
        keep(outcome);
        applyUpdates(outcome, run);
      });
    }, updates),
  );
}

/** One step of training. Weights, statistics, states and slots change only after all of it has succeeded. */
export async function trainStep(
  model: StepModel,
  optimizer: OptimizerState,
  batch: Batch,
  host: StepHost,
): Promise<StepResult> {
  await checkInputValues(model.graph.valueChecks, batch.inputs);
  return resultOf(model.compiled, (keep) => {
    optimizer.showAverages(false, model.trained);
    withUpdates((updates) => {
      tf.tidy(() => {
        const inputs = onDevice(optimizer.hostInputs);
        const slots = model.trained.map((weight) => optimizer.slotsOf(weight));
        const numbers = Object.values(inputs.numbers) as tf.Tensor[];
        const feeds = [...batch.inputs, ...batch.targets, ...batch.sampleWeights, ...numbers, ...slots.flat()];
        const kind = `${inputs.isUpdate} ${inputs.isOverwrite} ${batch.inputs.length} ${numbers.length}`;
        const run = { updates, seed: host.seeds.next, optimizer, inputs };
        const compute = () => computeTraining(model, batch, run);
        const outcome = runStep(
          { task: 'train', kind, batch: [...batch.inputs, ...batch.targets], model, updates, feeds, compute },
          host,
        );
        keep(outcome);
        applyUpdates(outcome, updates);
        commit(outcome, optimizer, model, updates);
      });
    });
  });
}

/** Predictions of a batch; they belong to the caller. */
export async function predictStep(
  model: StepGraph,
  inputs: readonly tf.Tensor[],
  host: StepHost,
  updates?: StateUpdates,
): Promise<readonly tf.Tensor[]> {
  await checkInputValues(model.graph.valueChecks, inputs);
  return withUpdates(
    (run) =>
      tf.tidy(() => {
        const compute = () => computePredictions(model, inputs, { updates: run, seed: host.seeds.next });
        const outcome = runStep({ task: 'predict', batch: inputs, model, updates: run, feeds: inputs, compute }, host);
        applyUpdates(outcome, run);
        return outcome.layout.predictions.map(({ tensor }) => outcome.tensors[tensor] as tf.Tensor);
      }),
    updates,
  );
}

/** The numbers of an optimizer as tensors, which a recorded step gets anew each time. */
function onDevice({ numbers, ...decisions }: OptimizerInputs): OptimizerInputs {
  const tensors = Object.entries(numbers).map(([name, value]) => [
    name,
    typeof value === 'number' ? tf.scalar(value) : value,
  ]);
  return { ...decisions, numbers: Object.fromEntries(tensors) };
}

/** Sets what layers have updated, unless the step itself has done so. */
function applyUpdates({ layout, tensors }: StepOutcome, updates: StateUpdates): void {
  for (const [weight, place] of layout.updated) {
    const value = tensors[place] as tf.Tensor;
    if (updates.read(weight) !== value) updates.set(weight, value);
  }
  for (const [layer, places] of layout.recurrent) {
    const states = places.map((place) => tensors[place] as tf.Tensor);
    const before = updates.recurrent(layer);
    if (states.some((state, index) => state !== before[index])) updates.setRecurrent(layer, states);
  }
}

function commit(
  { layout, tensors }: StepOutcome,
  optimizer: OptimizerState,
  { graph }: StepModel,
  updates: StateUpdates,
): void {
  const weights = layout.trained.map(({ weight }) => weight);
  if (weights.length === 0) return;
  const after = {
    weights: layout.trained.map(({ value }) => tensors[value] as tf.Tensor),
    slots: layout.trained.map(({ slots }) => slots.map((slot) => tensors[slot] as tf.Tensor)),
  };
  optimizer.commit(weights, after, graph);
  updates.release(weights);
}
