import { ready } from '../backends/backend.js';
import type { ModelSlots } from '../data/read-data.js';
import { StateError } from '../errors.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { trainableWeightsOf } from '../graph/layer-state.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { AddedLosses } from './added-losses.js';
import type { Compiled } from './compile.js';
import type { StepModel } from './step.js';
import type { Tracker } from './tracker.js';

/** The key under which a model keeps what is not for its users. */
export const modelState: unique symbol = Symbol('modelState');

/** What a model has beside what layers have. */
export interface ModelState {
  readonly graph: FunctionalGraph;
  /** The names of the outputs: those of their layers, numbered where a layer has several. */
  readonly outputNames: readonly string[];
  /** Tensors of the graph that {@link Model.addLoss} has added to the loss, and the calls that compute them. */
  added: AddedLosses | undefined;
  compiled: CompiledState | undefined;
  /** What is under way, so that two of them do not mix. */
  busy: string | undefined;
}

/** What training changes beside the weights. */
export interface CompiledState {
  readonly compiled: Compiled;
  readonly optimizer: OptimizerState;
  /** Follows the last `trainOnBatch` or `testOnBatch`. */
  readonly tracker: Tracker;
}

/** A model as the functions of this folder see it. */
export interface RuntimeModel extends AnyLayer {
  readonly [modelState]: ModelState;
}

/** What `compile` has made; throws where it has not been called. */
export function compiledState(model: RuntimeModel, owner: string): CompiledState {
  const { compiled } = model[modelState];
  if (compiled !== undefined) return compiled;
  throw new StateError(`${owner} expects a compiled model: call \`${model.name}.compile({ optimizer, loss })\` before`);
}

/** What steps work on. */
export function stepModel(model: RuntimeModel, compiled: Compiled): StepModel {
  return {
    graph: model[modelState].graph,
    added: model[modelState].added,
    compiled,
    trained: trainableWeightsOf(model),
    isFrozen: !model.trainable,
  };
}

/** The tensors of a model that data is for. An output without a loss and metrics needs no targets. */
export function slotsOf({ graph, outputNames }: ModelState, compiled?: Compiled): ModelSlots {
  const inputs = graph.inputs.items.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
  const outputs = graph.outputs.items.map(({ shape, dtype }, index) => {
    const { loss = null, metrics = [], weightedMetrics = [] } = compiled?.outputs[index] ?? {};
    const isOptional = loss === null && metrics.length === 0 && weightedMetrics.length === 0;
    return { name: outputNames[index] as string, shape, dtype, loss, isOptional };
  });
  return {
    inputs: { structure: graph.inputs.structure, items: inputs },
    outputs: { structure: graph.outputs.structure, items: outputs },
  };
}

/** The batch size that the inputs of a model ask for, or `null`. */
export function fixedBatchSize({ graph }: ModelState): number | null {
  return graph.inputs.items.find(({ shape }) => (shape[0] ?? null) !== null)?.shape[0] ?? null;
}

/** Runs something that must not run twice at once, on a backend that is ready. */
export async function exclusively<Result>(
  model: RuntimeModel,
  owner: string,
  action: () => Promise<Result>,
): Promise<Result> {
  const state = model[modelState];
  if (state.busy !== undefined) {
    throw new StateError(`${owner} expects ${state.busy} to have ended: await it before`);
  }
  state.busy = owner;
  try {
    await ready();
    return await action();
  } finally {
    // A callback that was to put the weights back may not have been called.
    state.compiled?.optimizer.showAverages(false, trainableWeightsOf(model));
    state.busy = undefined;
  }
}
