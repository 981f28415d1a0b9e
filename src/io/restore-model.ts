import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { CompileOptions } from '../training/compile-options.js';
import { isModel, modelState, type RuntimeModel } from '../training/model-state.js';
import { compileOptions } from './compile-config.js';
import { type OwnClasses, Reader } from './config-reader.js';
import type { ModelFile } from './model-file.js';
import { oldOptimizerSnapshot } from './old-optimizer.js';
import { optimizerSnapshot } from './optimizer-variables.js';
import { assignPairs } from './stored-weights.js';
import { restoreVocabularies } from './vocabularies.js';
import { trainedInKerasOrder } from './weight-tree.js';

/** How a model is made from a file. */
export interface RestoreOptions {
  /** Whether the model is compiled as it was, its optimizer in the state that it had. */
  readonly compile: boolean;
  readonly classes: OwnClasses;
}

/** A model with the member that compiles it. */
interface CompilableModel extends RuntimeModel {
  compile(options: CompileOptions): unknown;
}

/**
 * The model in a file, with its weights.
 *
 * @throws DataError if the file does not hold a model, or its weights do not fit; then all that was made is freed.
 */
export function restoreModel(file: ModelFile, { compile, classes }: RestoreOptions): RuntimeModel {
  const { owner, config, compileConfig, keepsPhase } = file;
  if (config === null) {
    throw new DataError(
      `${owner} expects a model (received weights alone: use loadWeights on a model of the same layers)`,
    );
  }
  const reader = new Reader(classes, keepsPhase);
  const model = reader.object(config, `${owner}: the model`, 'layer') as AnyLayer;
  if (!isModel(model)) throw new DataError(`${owner} expects a model (received a ${received(model.className)})`);
  try {
    assignPairs(owner, file.pairs(model, false));
    restoreVocabularies(file, model);
    const options = compile ? compileOptions(compileConfig, `${owner}: compile_config`, reader) : null;
    if (options !== null) {
      (model as CompilableModel).compile(options);
      restoreOptimizer(file, model);
    }
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}

/** Continues from the state of the optimizer. Averages of weights are there at once, for whoever shows them before a step. */
function restoreOptimizer(file: ModelFile, model: RuntimeModel): void {
  const optimizer = model[modelState].compiled?.optimizer;
  if (optimizer === undefined) return;
  const weights = trainedInKerasOrder(model);
  const arrays = file.optimizer();
  const snapshot =
    arrays.length > 0
      ? optimizerSnapshot(optimizer.rule, arrays, weights)
      : oldOptimizerSnapshot(optimizer.rule, file.oldOptimizer?.() ?? [], weights);
  if (snapshot !== null) optimizer.import(snapshot, weights, model[modelState].graph);
}
