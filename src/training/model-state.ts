import type { ModelSlots } from '../data/read-data.js';
import { StateError } from '../errors.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals, trainableWeightsOf, withInnerLayers } from '../graph/layer-state.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import type { SeedStream } from '../random/random.js';
import { canRecord } from '../recording/load-recorder.js';
import { RecordedSteps } from '../recording/recorded-steps.js';
import type { AddedLosses } from './added-losses.js';
import type { Compiled } from './compile.js';
import type { StepGraph, StepModel } from './compute-step.js';
import type { StepHost } from './step.js';
import type { StepLayout } from './step-outputs.js';

/** The key under which a model keeps what is not for its users. */
export const modelState: unique symbol = Symbol('modelState');

/** All that changes about a model, besides the state of its layers. */
export interface ModelState {
  readonly graph: FunctionalGraph;
  /** The names of the outputs: those of their layers, numbered where a layer has several. */
  readonly outputNames: readonly string[];
  /** Tensors of the graph that {@link Model.addLoss} has added to the loss, and the calls that compute them. */
  added: AddedLosses | undefined;
  compiled: CompiledState | undefined;
  /** Replaces `compiled` at the end of the current epoch. */
  next: CompiledState | undefined;
  /** The call that is training the model: `functional.fit`. */
  training: string | undefined;
  /** How many calls of hooks of that training have not ended. */
  hooks: number;
  /** Whether a run that reads the states of stateful layers is under way. */
  isReading: boolean;
  /** Ends when such a run can begin. */
  queue: Promise<void>;
  /** The recordings of its steps, which own memory. */
  readonly steps: RecordedSteps<StepLayout>;
  /** Whether the model has been used on its own, not as a part of another one. */
  isUsed: boolean;
  isDisposed: boolean;
}

/** The state of a model that has not been used. */
export function initialModelState(name: string, graph: FunctionalGraph, outputNames: readonly string[]): ModelState {
  return {
    graph,
    outputNames,
    added: undefined,
    compiled: undefined,
    next: undefined,
    training: undefined,
    hooks: 0,
    isReading: false,
    queue: Promise.resolve(),
    steps: new RecordedSteps((reason) =>
      console.warn(
        `${name}: steps run one operation at a time, because a step cannot be recorded: ${reason}. ` +
          'compile({ runEagerly: true }) asks for that.',
      ),
    ),
    isUsed: false,
    isDisposed: false,
  };
}

/** How a model is trained, and the optimizer that does it. */
export interface CompiledState {
  readonly compiled: Compiled;
  readonly optimizer: OptimizerState;
}

/** A model as the functions of this folder see it. */
export interface RuntimeModel extends AnyLayer {
  readonly [modelState]: ModelState;
}

/** The result of `compile`; throws if it has not been called. */
export function compiledState(model: RuntimeModel, owner: string): CompiledState {
  const { compiled } = model[modelState];
  if (compiled !== undefined) return compiled;
  throw new StateError(
    `${owner} expects a compiled model (received one that is not compiled)\n` +
      `Call \`${model.name}.compile({ optimizer, loss })\` before.`,
  );
}

/** What steps that predict run. */
export function stepGraph(model: RuntimeModel): StepGraph {
  return { graph: model[modelState].graph, layers: [...withInnerLayers(model)], isFrozen: false };
}

/** What steps that train and evaluate run. */
export function stepModel(model: RuntimeModel, compiled: Compiled): StepModel {
  return {
    ...stepGraph(model),
    added: model[modelState].added,
    compiled,
    trained: trainableWeightsOf(model),
    isFrozen: !model.trainable,
  };
}

/** How steps of a model run, with the seeds of a run. */
export function stepHost(model: RuntimeModel, seeds: SeedStream): StepHost {
  const { steps, compiled } = model[modelState];
  const runsEagerly =
    compiled?.compiled.runsEagerly === true ||
    [...withInnerLayers(model)].some((layer) => layer[internals].program.runsEagerly === true);
  return { seeds, steps: runsEagerly || !canRecord() ? null : steps, isChecked: false };
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
  const sizes = graph.inputs.items.map(({ shape }) => shape[0] ?? null);
  return sizes.find((size) => typeof size === 'number') ?? null;
}

/** Whether a layer is a model. */
export function isModel(layer: AnyLayer): layer is RuntimeModel {
  return modelState in layer;
}
