import { checkIsObject, checkOptions } from '../arguments/options.js';
import type { AnyLayer } from '../graph/layer.js';

/** The options of {@link modelBytes}. */
export interface SaveModelOptions {
  /** Whether the optimizer and its state are saved. The default is `true`. */
  readonly includeOptimizer?: boolean;
}

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
export async function modelBytes(model: AnyLayer, options: SaveModelOptions = {}): Promise<Uint8Array> {
  checkIsObject('modelBytes', options);
  checkOptions('modelBytes', options, ['includeOptimizer']);
  const { includeOptimizer = true } = options;
  const { writeKerasArchive } = await import('./keras-archive.js');
  const { modelSnapshot } = await import('./model-snapshot.js');
  return writeKerasArchive(await modelSnapshot(model, { includesOptimizer: includeOptimizer }), 'modelBytes');
}
