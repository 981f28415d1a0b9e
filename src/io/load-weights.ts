import { checkBoolean, checkIsObject, checkOptions } from '../arguments/options.js';
import { checkIsLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import type { LoadWeightsOptions, ModelSource } from '../training/model-files.js';

/**
 * Sets the weights of a model to those in a file: all of them, or none if one does not fit. The file may be that of a whole
 * model, or of weights alone: `.weights.h5`, `.h5`, `.npz`, `.safetensors`. Its content decides which it is.
 *
 * @param model The model.
 * @param source A path, a URL, bytes, or a `Blob` or `File`.
 * @throws DataError if the file cannot be read, is damaged, or holds the weights of another model.
 *
 * @example
 * await loadWeights(model, 'digits.weights.h5');
 */
export async function loadWeights(
  model: AnyLayer,
  source: ModelSource,
  options: LoadWeightsOptions = {},
): Promise<void> {
  await setWeightsFrom(model, source, 'loadWeights', options);
}

/**
 * What {@link loadWeights} does.
 *
 * @param owner the call in errors.
 * @param check is called before the first weight is set.
 */
export async function setWeightsFrom(
  model: AnyLayer,
  source: ModelSource,
  owner: string,
  options: LoadWeightsOptions,
  check?: () => void,
): Promise<void> {
  checkIsLayer(owner, model);
  checkIsObject(owner, options);
  checkOptions(owner, options, ['skipMismatch', 'signal', 'onProgress']);
  const { skipMismatch = false, ...reading } = options;
  checkBoolean(`${owner}: skipMismatch`, skipMismatch);
  const { openSource } = await import('./source.js');
  const { readModelFile } = await import('./read-model-file.js');
  const { assignPairs } = await import('./stored-weights.js');
  const { restoreVocabularies } = await import('./vocabularies.js');
  const file = await readModelFile(await openSource(source, owner, reading));
  check?.();
  assignPairs(file.owner, file.pairs(model, skipMismatch));
  restoreVocabularies(file, model, skipMismatch);
}
