import { checkIsObject, checkOptions } from '../arguments/options.js';
import type { AnyLayer } from '../graph/layer.js';
import type { ModelSource, ReadOptions } from '../training/model-files.js';
import type { OwnClasses } from './from-keras-config.js';

/** The options of {@link loadModel}. */
export interface LoadModelOptions extends ReadOptions {
  /** Whether the model is compiled as it was, with its optimizer in the state that it had. The default is `true`. */
  readonly compile?: boolean;
  /**
   * The classes and functions of your own that the file may name. Nothing else is looked up by a name from a file. The default
   * is none.
   */
  readonly classes?: OwnClasses;
}

/**
 * Loads a model: its layers, its weights, how it was compiled, and the state of its optimizer.
 *
 * The content decides which format a file has, not its name: archives of Keras 3 (`.keras`), HDF5 of Keras 2 and 3 (`.h5`),
 * models of TensorFlow.js (`model.json` with its weights).
 *
 * @param source A path, a URL, bytes, or a `Blob` or `File`.
 * @throws DataError if the file is damaged, is no model, or its weights do not fit; ArgumentError if it names a class or an
 * option that does not exist.
 *
 * @example
 * const model = await loadModel('digits.keras');
 * const probabilities = await model.predict(images);
 */
export async function loadModel(source: ModelSource, options: LoadModelOptions = {}): Promise<AnyLayer> {
  checkIsObject('loadModel', options);
  checkOptions('loadModel', options, ['compile', 'classes', 'signal', 'onProgress']);
  const { compile = true, classes = {}, ...reading } = options;
  // Only who reads files loads what reads them.
  const { readModelFile } = await import('./read-model-file.js');
  const { restoreModel } = await import('./restore-model.js');
  const { openSource } = await import('./source.js');
  return restoreModel(await readModelFile(await openSource(source, 'loadModel', reading)), { compile, classes });
}
