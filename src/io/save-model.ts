import { checkBoolean, checkIsObject, checkOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { SaveModelOptions } from '../training/model-files.js';

export type { SaveModelOptions } from '../training/model-files.js';

/**
 * A model as the bytes of a `.keras` archive, which Keras 3 reads: its layers, its weights, how it is compiled, and the state
 * of its optimizer.
 *
 * @param model The model.
 * @throws ArgumentError if it holds a function without a name.
 *
 * @example
 * const bytes = await modelBytes(model);
 * const same = await loadModel(bytes);
 */
export function modelBytes(model: AnyLayer, options: SaveModelOptions = {}): Promise<Uint8Array> {
  return encodeModel(model, 'modelBytes', 'model.keras', options);
}

/**
 * The bytes of a model in the format that the name of a file asks for.
 *
 * @param owner the call in errors.
 */
export async function encodeModel(
  model: AnyLayer,
  owner: string,
  name: string,
  options: SaveModelOptions = {},
): Promise<Uint8Array> {
  checkIsObject(owner, options);
  checkOptions(owner, options, ['includeOptimizer']);
  const { includeOptimizer = true } = options;
  checkBoolean(`${owner}: includeOptimizer`, includeOptimizer);
  checkExtension(owner, name, ['.keras']);
  const { writeKerasArchive } = await import('./keras-archive.js');
  const { modelSnapshot } = await import('./model-snapshot.js');
  return writeKerasArchive(await modelSnapshot(model, { includesOptimizer: includeOptimizer }), owner);
}

/** The bytes of the weights of a model in the format that the name of a file asks for. */
export async function encodeWeights(model: AnyLayer, owner: string, name: string): Promise<Uint8Array> {
  checkExtension(owner, name, ['.weights.h5']);
  const { weightTree } = await import('./keras-archive.js');
  const { modelSnapshot } = await import('./model-snapshot.js');
  const { writeHdf5 } = await import('./formats/write-hdf5.js');
  return writeHdf5(weightTree(await modelSnapshot(model, { includesOptimizer: false })), owner);
}

/** @throws ArgumentError if a name has none of the extensions. */
function checkExtension(owner: string, name: string, extensions: readonly string[]): void {
  if (extensions.some((extension) => name.toLowerCase().endsWith(extension))) return;
  throw new ArgumentError(
    `${owner} expects a name that ends in ${extensions.join(' or ')} (received ${received(name)})`,
  );
}
