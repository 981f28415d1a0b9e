import { receivedName } from '../arguments/names.js';
import { isBatchIterable } from '../data/batches.js';
import { GraphError, TupleflowError } from '../errors.js';
import { callSite } from '../graph/call-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { layerMembers } from '../graph/layer-members.js';
import { resetState } from '../graph/layer-state.js';
import { type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { optimizerState } from '../optimizers/optimizer.js';
import { withAddedLoss } from './added-losses.js';
import { resolveCompileOptions } from './compile.js';
import type { CompileOptions } from './compile-options.js';
import { evaluate } from './evaluate.js';
import { type ExplainOptions, type Explanation, explain } from './explain.js';
import { fit } from './fit.js';
import type { History, Logs } from './logs.js';
import {
  type LoadWeightsOptions,
  loadWeights,
  type SaveModelOptions,
  type SaveWeightsOptions,
  saveModel,
  saveWeights,
} from './model-files.js';
import { requireNoTraining, setCompiled } from './model-run.js';
import { modelState, type RuntimeModel } from './model-state.js';
import { type OnBatchOptions, type TrainOnBatchOptions, testOnBatch, trainOnBatch } from './on-batch.js';
import { disposeModel, requireNotDisposed, use } from './ownership.js';
import { predict, predictOnBatch } from './predict.js';
import type { EvaluateOptions, FitOptions, RunOptions } from './run-options.js';
import { type SummaryOptions, summary } from './summary.js';

/** The members of all models besides those of layers: the prototype of models, which are functions. */
export const modelMembers: object = Object.setPrototypeOf(
  Object.defineProperties(
    {},
    Object.getOwnPropertyDescriptors({
      get inputs(): Structure<SymbolicTensor> {
        const { structure, items } = self(this)[modelState].graph.inputs;
        return unflatten(structure, items);
      },
      get outputs(): Structure<SymbolicTensor> {
        const { structure, items } = self(this)[modelState].graph.outputs;
        return unflatten(structure, items);
      },
      get outputNames(): readonly string[] {
        return self(this)[modelState].outputNames;
      },
      compile(options: CompileOptions): RuntimeModel {
        const model = usable(this, 'compile');
        requireNoTraining(model, `${model.name}.compile`);
        const state = model[modelState];
        const compiled = resolveCompileOptions(options, state.graph.outputs.items, state.outputNames);
        const next = { compiled, optimizer: compiled.optimizer[optimizerState] };
        // In a callback: the epoch that is under way ends as it has begun.
        if (state.training === undefined) setCompiled(model, next);
        else state.next = next;
        return model;
      },
      fit(x: unknown, y?: unknown, options?: FitOptions): Promise<History> {
        const [targets, given] = targetsAndOptions<FitOptions>(x, y, options);
        return settle(this, 'fit', (model) => fit(model, x, targets, given));
      },
      evaluate(x: unknown, y?: unknown, options?: EvaluateOptions): Promise<Logs> {
        const [targets, given] = targetsAndOptions<EvaluateOptions>(x, y, options);
        return settle(this, 'evaluate', (model) => evaluate(model, x, targets, given));
      },
      predict(x: unknown, options?: RunOptions): Promise<unknown> {
        return settle(this, 'predict', (model) => predict(model, x, options));
      },
      trainOnBatch(x: unknown, y: unknown, options?: TrainOnBatchOptions): Promise<Logs> {
        return settle(this, 'trainOnBatch', (model) => trainOnBatch(model, x, y, options));
      },
      testOnBatch(x: unknown, y: unknown, options?: OnBatchOptions): Promise<Logs> {
        return settle(this, 'testOnBatch', (model) => testOnBatch(model, x, y, options));
      },
      predictOnBatch(x: unknown): Promise<unknown> {
        return settle(this, 'predictOnBatch', (model) => predictOnBatch(model, x));
      },
      addLoss(loss: SymbolicTensor): void {
        const model = usable(this, 'addLoss');
        requireNoTraining(model, `${model.name}.addLoss`);
        const state = model[modelState];
        state.added = withAddedLoss(`${model.name}.addLoss`, state.graph, state.added, loss);
      },
      /** As in Keras; the metrics of a call of `trainOnBatch` or `testOnBatch` are gone with it anyway. */
      resetMetrics(): void {
        usable(this, 'resetMetrics');
      },
      resetState(): void {
        const model = present(this, 'resetState');
        requireNoTraining(model, `${model.name}.resetState`);
        resetState(model);
      },
      getWeights(...given: readonly unknown[]): unknown {
        return ofLayer.getWeights.apply(present(this, 'getWeights'), [...given]);
      },
      setWeights(...given: readonly unknown[]): unknown {
        const model = present(this, 'setWeights');
        requireNoTraining(model, `${model.name}.setWeights`);
        return ofLayer.setWeights.apply(model, [...given]);
      },
      save(target: unknown, options?: SaveModelOptions): Promise<void> {
        return settle(this, 'save', (model) => saveModel(model, target, options), present);
      },
      saveWeights(target: unknown, options?: SaveWeightsOptions): Promise<void> {
        return settle(this, 'saveWeights', (model) => saveWeights(model, target, options), present);
      },
      loadWeights(source: unknown, options?: LoadWeightsOptions): Promise<void> {
        return settle(this, 'loadWeights', (model) => loadWeights(model, source, options), present);
      },
      getLayer(nameOrIndex: string | number): AnyLayer {
        return findLayer(self(this), nameOrIndex);
      },
      summary(options?: SummaryOptions): void {
        summary(self(this), options);
      },
      explain(options?: ExplainOptions): Explanation {
        return explain(present(this, 'explain'), options);
      },
      dispose(): void {
        const model = self(this);
        requireNoTraining(model, `${model.name}.dispose`);
        disposeModel(model);
      },
    }),
  ),
  layerMembers,
);

/** The model that a member is called on. */
function self(model: object): RuntimeModel {
  return model as RuntimeModel;
}

/** Batches hold their own targets: then the options come second. */
function targetsAndOptions<Options>(
  x: unknown,
  y: unknown,
  options: Options | undefined,
): readonly [unknown, Options | undefined] {
  return isBatchIterable(x) ? [undefined, (y as Options | undefined) ?? options] : [y, options];
}

/** The members of layers that models only guard. */
const ofLayer = layerMembers as Readonly<
  Record<'getWeights' | 'setWeights', (...given: readonly unknown[]) => unknown>
>;

/** The model that a member is called on, which is in use from now on. */
function usable(model: object, method: string): RuntimeModel {
  use(self(model), `${self(model).name}.${method}`);
  return self(model);
}

/** The model that a member is called on which reads or sets its weights: for that it need not hold its layers. */
function present(model: object, method: string): RuntimeModel {
  requireNotDisposed(self(model), `${self(model).name}.${method}`);
  return self(model);
}

/** Errors of asynchronous members come as rejections, also those found at once; they say which call of the program failed. */
async function settle<Result>(
  given: object,
  method: string,
  action: (model: RuntimeModel) => Promise<Result>,
  open: (model: object, method: string) => RuntimeModel = usable,
): Promise<Result> {
  const trace = new Error();
  try {
    return await action(open(given, method));
  } catch (error) {
    throw located(error, `${self(given).name}.${method}`, trace);
  }
}

/** An error of this library with the line of the program that made the call, once. */
export function located(error: unknown, owner: string, trace: Error): unknown {
  if (!(error instanceof TupleflowError) || error.message.includes('\n    in ')) return error;
  const site = callSite(trace);
  if (site !== '') error.message += `\n    in ${owner}, called at ${site}`;
  return error;
}

function findLayer(model: RuntimeModel, nameOrIndex: string | number): AnyLayer {
  const { layers, name } = model;
  const found =
    typeof nameOrIndex === 'number' ? layers.at(nameOrIndex) : layers.find((layer) => layer.name === nameOrIndex);
  if (found !== undefined) return found;
  const names = layers.map((layer) => layer.name);
  throw new GraphError(
    typeof nameOrIndex === 'number'
      ? `${name}.getLayer expects an index below ${layers.length} (received ${nameOrIndex})`
      : `${name}.getLayer expects the name of a layer: ${names.map((one) => `'${one}'`).join(', ')} (received ${receivedName(nameOrIndex, names)})`,
  );
}
