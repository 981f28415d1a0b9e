import type { Writable } from 'ts-toolbelt/out/List/Writable.js';
import { checkIsObject, checkOptions } from '../arguments/options.js';
import type { GivenAlone, GivenData, GivenInputs, GivenSecond, GivenTargets } from '../data/given-data.js';
import { checkGeneralOptions, createLayer, generalOptions, type LayerOptions } from '../graph/create-layer.js';
import { functionalGraph, functionalProgram } from '../graph/functional-graph.js';
import type { Layer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { ModelShape } from '../graph/model-shape.js';
import type { Place } from '../graph/reported.js';
import type { Structure } from '../graph/structure.js';
import type { Named, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Tensors } from '../graph/tensors.js';
import type { GivenCompileOptions, OptionIn } from './compile-options.js';
import type { ExplainOptions, Explanation } from './explain.js';
import type {
  FitCheck,
  GivenEvaluateOptions,
  GivenFitOptions,
  GivenPredictOptions,
  RunCheck,
} from './given-options.js';
import type { LogNames } from './log-names.js';
import type { History, LogsOf } from './logs.js';
import { type OutputNames, outputNames } from './metric-names.js';
import type { FileMembers } from './model-files.js';
import { modelMembers } from './model-members.js';
import type { GivenModel, ModelOptions } from './model-options.js';
import { initialModelState, modelState, type RuntimeModel } from './model-state.js';
import type { OnBatchOptions, TrainOnBatchOptions } from './on-batch.js';
import { holdLayers, use } from './ownership.js';
import type { BatchResultFor, ResultFor } from './predict.js';
import type { EvaluateOptions } from './run-options.js';
import type { SummaryOptions } from './summary.js';

/** The key of what the type of a model says of how it is compiled. No value has it. */
export declare const setup: unique symbol;

/** The key of the type that a model has before it is compiled, to which compiling it again goes back. No value has it. */
export declare const uncompiled: unique symbol;

/** How a model is compiled: the names that it logs, `string` where they are not known, and its losses. */
export interface Setup<out Names extends string, out Losses> {
  readonly names: Names;
  readonly losses: Losses;
}

/** The members that a compiled model adds to the type of a model. */
export interface CompiledWith<out Names extends string, out Losses> {
  readonly [setup]: Setup<Names, Losses>;
}

/**
 * A model that is compiled: itself, with what it logs and what it is compared with.
 *
 * @example
 * const model = Sequential([Input([784]), Dense(10, { activation: 'softmax' })]);
 * const compiled = model.compile({ loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
 * const { accuracy } = await compiled.evaluate(images, digits);
 */
export type Compiled<Model, Names extends string, Losses> = Model & CompiledWith<Names, Losses>;

/**
 * Layers between inputs and outputs: a layer itself, that can be trained.
 *
 * Inputs and outputs are one tensor, a list, or a record by name; data and results come in the same form.
 */
export interface Model<Inputs, Outputs, Name extends string = string>
  extends Layer<ModelShape<Inputs, Outputs>, Name>,
    CompiledWith<string, unknown>,
    FileMembers {
  readonly [uncompiled]: Model<Inputs, Outputs, Name>;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** The names of the outputs, by which losses, metrics and targets can be given. */
  readonly outputNames: readonly string[];

  /**
   * Says how the model is trained, and returns it with that in its type: what it logs, and what its targets are. A failed call
   * leaves the model as it was.
   *
   * @throws ArgumentError if a name is unknown, or there are not as many losses as outputs.
   *
   * @example
   * const compiled = model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
   * const { accuracy } = await compiled.evaluate(images, digits);
   */
  compile<const Given = object, At = Place>(
    options: GivenCompileOptions<Given, At, OutputNames<Outputs>>,
  ): Compiled<this[typeof uncompiled], LogNames<Outputs, Given>, OptionIn<Given, 'loss'>>;

  /**
   * Adds a tensor of the graph to the loss that training minimizes: a number, or one for each sample, of which the mean counts. It
   * is computed from tensors inside the model, by operations and layers without weights of their own.
   *
   * @param loss A tensor of the graph: a number, or one for each sample.
   * @throws GraphError if the tensor needs another input, or a layer with weights that is not in the model.
   *
   * @example
   * const penalty = ops.mean(ops.square(code), -1);
   * model.addLoss(penalty);
   * model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
   */
  addLoss(loss: SymbolicTensor): void;

  /**
   * Trains the model on batches that hold the targets as well.
   *
   * @param x An iterable of batches `[x, y]` or `[x, y, sampleWeight]`; or, for a model without losses of its outputs, data for
   * the inputs.
   * @throws DataError if data does not fit; StateError before `compile`.
   */
  fit<const Given, At = Place>(
    x: GivenAlone<Given, At, Inputs, Outputs, this[typeof setup]['losses']>,
  ): Promise<History<this[typeof setup]['names']>>;
  // An argument that may be left out would be inferred in parts, so that a union, as of typed arrays, would not do.
  /**
   * Trains the model.
   *
   * @param x Data for the inputs: tensors, typed arrays or nested arrays, in the form of the inputs or by name; or an
   * iterable of batches `[x, y]`, in which case the options come next.
   * @param y Targets for the outputs, in the form of the outputs or by name; the options where `x` is an iterable of
   * batches.
   * @throws DataError if data does not fit; StateError before `compile`.
   */
  fit<const Given, const Targets, const Options = object, At = Place>(
    x: GivenData<Given, At, Inputs, Outputs, this[typeof setup]['losses']>,
    y: GivenSecond<
      Targets,
      At,
      Given,
      Outputs,
      this[typeof setup]['losses'],
      FitCheck<Targets, this[typeof setup]['names'], Inputs, Outputs, this[typeof setup]['losses']>
    >,
    options?: GivenFitOptions<Options, At, this[typeof setup]['names'], Inputs, Outputs, this[typeof setup]['losses']>,
  ): Promise<History<this[typeof setup]['names']>>;

  /**
   * Computes losses and metrics over batches that hold the targets as well, without training.
   *
   * @param x An iterable of batches `[x, y]` or `[x, y, sampleWeight]`; or, for a model without losses of its outputs, data for
   * the inputs.
   * @throws DataError if data does not fit; StateError before `compile`.
   */
  evaluate<const Given, At = Place>(
    x: GivenAlone<Given, At, Inputs, Outputs, this[typeof setup]['losses']>,
  ): Promise<LogsOf<this[typeof setup]['names']>>;
  /**
   * Computes losses and metrics over data, without training.
   *
   * @param x Data for the inputs: tensors, typed arrays or nested arrays, in the form of the inputs or by name; or an
   * iterable of batches `[x, y]`, in which case the options come next.
   * @param y Targets for the outputs, in the form of the outputs or by name; the options where `x` is an iterable of
   * batches.
   * @throws DataError if data does not fit; StateError before `compile`.
   */
  evaluate<const Given, const Targets, const Options = object, At = Place>(
    x: GivenData<Given, At, Inputs, Outputs, this[typeof setup]['losses']>,
    y: GivenSecond<
      Targets,
      At,
      Given,
      Outputs,
      this[typeof setup]['losses'],
      RunCheck<'evaluate', Targets, EvaluateOptions<this[typeof setup]['names']>, this[typeof setup]['names']>
    >,
    options?: GivenEvaluateOptions<Options, At, this[typeof setup]['names']>,
  ): Promise<LogsOf<this[typeof setup]['names']>>;

  /**
   * Computes predictions for data. The tensors belong to the caller.
   *
   * @param x Data for the inputs: tensors, typed arrays or nested arrays, in the form of the inputs or by name; or an
   * iterable of batches.
   */
  predict<const Given, const Options = object, At = Place>(
    x: GivenInputs<Given, At, Inputs>,
    options?: GivenPredictOptions<Options, At>,
  ): Promise<ResultFor<Outputs>>;

  /**
   * One step of training.
   *
   * @param x Data of one batch for the inputs.
   * @param y Targets of one batch for the outputs.
   */
  trainOnBatch<const Given, const Targets, At = Place>(
    x: GivenInputs<Given, At, Inputs, 'batch'>,
    y: GivenTargets<Targets, At, Outputs, this[typeof setup]['losses'], 'batch'>,
    options?: TrainOnBatchOptions,
  ): Promise<LogsOf<this[typeof setup]['names']>>;

  /**
   * Computes losses and metrics of one batch, without training.
   *
   * @param x Data of one batch for the inputs.
   * @param y Targets of one batch for the outputs.
   */
  testOnBatch<const Given, const Targets, At = Place>(
    x: GivenInputs<Given, At, Inputs, 'batch'>,
    y: GivenTargets<Targets, At, Outputs, this[typeof setup]['losses'], 'batch'>,
    options?: OnBatchOptions,
  ): Promise<LogsOf<this[typeof setup]['names']>>;

  /**
   * Computes predictions for one batch. The tensors belong to the caller.
   *
   * @param x Data of one batch for the inputs.
   */
  predictOnBatch<const Given, At = Place>(x: GivenInputs<Given, At, Inputs, 'batch'>): Promise<BatchResultFor<Outputs>>;

  /** Frees what the metrics of the last `trainOnBatch` or `testOnBatch` keep. */
  resetMetrics(): void;

  /** Makes stateful layers forget what they keep from batch to batch. */
  resetState(): void;

  /**
   * A layer by its name or its index.
   *
   * @param nameOrIndex The name of the layer, or its index from 0.
   */
  getLayer(nameOrIndex: NameIn<Inputs> | NameIn<Outputs> | (string & NonNullable<unknown>) | number): Layer;

  /** Shows the layers with their shapes, parameters and connections, as a table. */
  summary(options?: SummaryOptions): void;

  /**
   * Shows how steps of this model are run: as a list of kernels that has been recorded, with shapes and times, or one operation
   * after the other, and why.
   *
   * A step is recorded when batches of the same shapes come for the third time, so that there is something to show after some.
   *
   * @returns The same as data.
   *
   * @example
   * await model.fit(images, labels, { epochs: 1 });
   * model.explain();
   */
  explain(options?: ExplainOptions): Explanation;
}

/** The names of tensors that the compiler knows. */
type NameIn<Tensors> =
  Tensors extends Named<infer Name>
    ? Name
    : Tensors extends readonly unknown[]
      ? NameIn<Tensors[number]>
      : Tensors extends SymbolicTensor
        ? never
        : { [Key in keyof Tensors]: NameIn<Tensors[Key]> }[keyof Tensors];

/** Readonly lists as plain ones, which read better in an editor. */
type Plain<Given> = Given extends readonly unknown[] ? Writable<Given> : Given;

/**
 * A model of everything between `inputs` and `outputs`.
 *
 * @throws GraphError if the outputs need an input that is not given, or two layers have one name.
 *
 * @example
 * const inputs = Input([784]);
 * const outputs = inputs.pipe(Dense(64, { activation: 'relu' }), Dense(10, { activation: 'softmax' }));
 * const model = Model({ inputs, outputs });
 */
export function Model<
  const Inputs extends Tensors,
  const Outputs extends Tensors,
  const Name extends string = string,
  const Given = unknown,
>(
  /** The inputs, the outputs that are computed from them, and options of any layer. */
  options: GivenModel<Given, Inputs, Outputs, Name>,
): Model<Plain<Inputs>, Plain<Outputs>, Name> {
  // The type holds sentences, where arguments are wrong.
  const given = options as ModelOptions<Inputs, Outputs, Name>;
  checkIsObject('Model', given);
  checkOptions('Model', given, ['inputs', 'outputs', ...generalOptions]);
  return createModel('Functional', given.inputs, given.outputs, given) as Model<Plain<Inputs>, Plain<Outputs>, Name>;
}

/** Makes the run-time value of a model. */
export function createModel(
  className: string,
  inputs: Structure<SymbolicTensor>,
  outputs: Structure<SymbolicTensor>,
  options: LayerOptions,
  members: object = modelMembers,
): unknown {
  checkGeneralOptions(className, options);
  const graph = functionalGraph(options.name ?? className, inputs, outputs);
  const model = createLayer(functionalProgram(className, graph), options, members);
  model[internals].beforeRun = () => use(model as RuntimeModel, model.name);
  Object.defineProperty(model, modelState, { value: initialModelState(model.name, graph, outputNames(graph)) });
  // It has the member since the line before.
  holdLayers(model as RuntimeModel);
  return model;
}
