import { isBatchIterable } from '../data/batches.js';
import { GraphError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { layerMembers } from '../graph/layer-members.js';
import { resetState, weightsOf } from '../graph/layer-state.js';
import { forgetPenalties } from '../graph/penalties.js';
import { type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { optimizerState } from '../optimizers/optimizer.js';
import type { OptimizerState } from '../optimizers/optimizer-state.js';
import { withAddedLoss } from './added-losses.js';
import { type CompileOptions, resolveCompileOptions } from './compile.js';
import { evaluate } from './evaluate.js';
import { fit } from './fit.js';
import type { History } from './history.js';
import type { Logs } from './logs.js';
import { modelState, type RuntimeModel } from './model-state.js';
import { type OnBatchOptions, type TrainOnBatchOptions, testOnBatch, trainOnBatch } from './on-batch.js';
import { predict, predictOnBatch } from './predict.js';
import type { EvaluateOptions, FitOptions, RunOptions } from './run-options.js';
import { type SummaryOptions, summary } from './summary.js';
import { Tracker } from './tracker.js';

/** What all models have beside what layers have: the prototype of the functions that models are. */
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
      compile(options: CompileOptions<never>): RuntimeModel {
        const model = self(this);
        const state = model[modelState];
        const compiled = resolveCompileOptions(model.name, options, state.graph.outputs.items, state.outputNames);
        const optimizer = compiled.optimizer[optimizerState];
        disposeCompiled(model, optimizer);
        state.compiled = { compiled, optimizer, tracker: new Tracker(compiled) };
        return model;
      },
      fit(x: unknown, y?: unknown, options?: FitOptions): Promise<History> {
        const [targets, given] = targetsAndOptions<FitOptions>(x, y, options);
        return settle(() => fit(self(this), x, targets, given));
      },
      evaluate(x: unknown, y?: unknown, options?: EvaluateOptions): Promise<Logs> {
        const [targets, given] = targetsAndOptions<EvaluateOptions>(x, y, options);
        return settle(() => evaluate(self(this), x, targets, given));
      },
      predict(x: unknown, options?: RunOptions): Promise<unknown> {
        return settle(() => predict(self(this), x, options));
      },
      trainOnBatch(x: unknown, y: unknown, options?: TrainOnBatchOptions): Promise<Logs> {
        return settle(() => trainOnBatch(self(this), x, y, options));
      },
      testOnBatch(x: unknown, y: unknown, options?: OnBatchOptions): Promise<Logs> {
        return settle(() => testOnBatch(self(this), x, y, options));
      },
      predictOnBatch(x: unknown): Promise<unknown> {
        return settle(() => predictOnBatch(self(this), x));
      },
      addLoss(loss: SymbolicTensor): void {
        const model = self(this);
        const state = model[modelState];
        state.added = withAddedLoss(`${model.name}.addLoss`, state.graph, state.added, loss);
      },
      resetMetrics(): void {
        self(this)[modelState].compiled?.tracker.reset();
      },
      resetState(): void {
        resetState(self(this));
      },
      getLayer(nameOrIndex: string | number): AnyLayer {
        return findLayer(self(this), nameOrIndex);
      },
      summary(options?: SummaryOptions): void {
        summary(self(this), options);
      },
      dispose(): void {
        disposeCompiled(self(this));
        resetState(self(this));
        forgetPenalties(self(this));
        for (const weight of weightsOf(self(this))) weight.dispose();
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

/** Errors of asynchronous members come as rejections, also those found at once. */
async function settle<Result>(action: () => Promise<Result>): Promise<Result> {
  return action();
}

/** Frees what the model was compiled to, except for the slots of an optimizer that it is compiled with again. */
function disposeCompiled(model: RuntimeModel, next?: OptimizerState): void {
  const state = model[modelState];
  if (state.compiled?.optimizer !== next) state.compiled?.optimizer.release(state.graph);
  state.compiled?.tracker.reset();
  state.compiled = undefined;
}

function findLayer(model: RuntimeModel, nameOrIndex: string | number): AnyLayer {
  const { layers, name } = model;
  const found =
    typeof nameOrIndex === 'number' ? layers.at(nameOrIndex) : layers.find((layer) => layer.name === nameOrIndex);
  if (found !== undefined) return found;
  throw new GraphError(
    typeof nameOrIndex === 'number'
      ? `${name}.getLayer expects an index below ${layers.length} (received ${nameOrIndex})`
      : `${name}.getLayer expects the name of a layer: ${layers.map((layer) => `'${layer.name}'`).join(', ')} (received '${nameOrIndex}')`,
  );
}
