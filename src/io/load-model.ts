import { checkIsObject, checkOptions } from '../arguments/options.js';
import { readyForModels } from '../backends/backend.js';
import { ArgumentError, received } from '../errors.js';
import type { Layer } from '../graph/layer.js';
import type { Model, uncompiled } from '../training/model.js';
import type { ModelSource, ReadOptions } from '../training/model-files.js';
import type { OwnClasses } from './config-reader.js';
import { restoreModel } from './restore-model.js';
import type { StatedTensors, TensorsOfStated } from './stated-tensors.js';

/** The options of {@link loadModel}. */
export interface LoadModelOptions<
  Inputs = StatedTensors | undefined,
  Outputs = StatedTensors | undefined,
  LayerName extends string = string,
> extends ReadOptions {
  /**
   * The shapes of the inputs, which become their types: `[null, 784]` of one tensor, the batch first, or
   * `{ shape: [null, 100], dtype: 'int32', name: 'words' }`; a list or a record of them where the model has several. The
   * default is any, which types do not know.
   */
  readonly inputs?: Inputs;
  /** The shapes of the outputs, in the same way. The default is any. */
  readonly outputs?: Outputs;
  /** The names of layers, which `getLayer` then accepts, and no others. The default is any. */
  readonly layers?: readonly LayerName[];
  /** Whether the model is compiled as it was, with its optimizer in the state that it had. The default is `true`. */
  readonly compile?: boolean;
  /**
   * The classes and functions of your own that the file may name. Nothing else is looked up by a name from a file. The default
   * is none.
   */
  readonly classes?: OwnClasses;
}

/**
 * A model from a file. Where its shapes are not stated, they are known at run time only.
 */
export interface LoadedModel<Inputs, Outputs, LayerName extends string = string> extends Model<Inputs, Outputs> {
  readonly [uncompiled]: LoadedModel<Inputs, Outputs, LayerName>;

  /**
   * A layer by its name or its index.
   *
   * @param nameOrIndex The name of the layer, or its index from 0.
   */
  getLayer(nameOrIndex: LayerName | number): Layer;
}

/**
 * Loads a model: its layers, its weights, how it was compiled, and the state of its optimizer.
 *
 * The content decides which format a file has, not its name: archives of Keras 3 (`.keras`), HDF5 of Keras 2 and 3 (`.h5`),
 * models of TensorFlow.js (`model.json` with its weights).
 *
 * A file says its shapes at run time. Where they are stated, they are the types of the model, and the file is held to them;
 * `npx tupleflow types digits.keras` writes them down.
 *
 * @param source A path, a URL, bytes, or a `Blob` or `File`.
 * @throws DataError if the file is damaged, is no model, its weights do not fit, or its shapes are not those that are stated;
 * ArgumentError if it names a class or an option that does not exist.
 *
 * @example
 * const model = await loadModel('digits.keras', { inputs: [null, 784], outputs: [null, 10] });
 * const probabilities = await model.predict(images); // Tensor<[number, 10]>
 */
export async function loadModel<
  const Inputs extends StatedTensors | undefined = undefined,
  const Outputs extends StatedTensors | undefined = undefined,
  const LayerName extends string = string,
>(
  source: ModelSource,
  options: LoadModelOptions<Inputs, Outputs, LayerName> = {},
): Promise<LoadedModel<TensorsOfStated<Inputs>, TensorsOfStated<Outputs>, LayerName>> {
  checkIsObject('loadModel', options);
  checkOptions('loadModel', options, ['inputs', 'outputs', 'layers', 'compile', 'classes', 'signal', 'onProgress']);
  const { compile = true, classes = {}, inputs, outputs, layers = [], ...reading } = options;
  if (!Array.isArray(layers)) {
    throw new ArgumentError(`loadModel: layers expects a list of names (received ${received(layers)})`);
  }
  // Only who reads files loads what reads them. (What makes models of them is not loaded like this: it names all layers, which
  // bundlers that split by files would then load in every program.)
  const { checkStated, expectLayers, expectStated } = await import('./stated-tensors.js');
  const statedInputs = inputs && checkStated('loadModel: inputs', inputs);
  const statedOutputs = outputs && checkStated('loadModel: outputs', outputs);
  const { readModelFile } = await import('./read-model-file.js');
  const { openSource } = await import('./source.js');
  const file = await readModelFile(await openSource(source, 'loadModel', reading));
  // Weights of layers that have learned are made at once, on a backend.
  await readyForModels();
  const model = restoreModel(file, { compile, classes });
  try {
    if (statedInputs) expectStated(file.owner, model, 'inputs', statedInputs);
    if (statedOutputs) expectStated(file.owner, model, 'outputs', statedOutputs);
    expectLayers(file.owner, model, layers);
  } catch (error) {
    model.dispose();
    throw error;
  }
  // The compiler cannot know what a file holds: what is stated has been checked.
  const loaded: unknown = model;
  return loaded as LoadedModel<TensorsOfStated<Inputs>, TensorsOfStated<Outputs>, LayerName>;
}
