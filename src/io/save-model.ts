import { checkBoolean, checkIsObject, checkOptions } from '../arguments/options.js';
import { checkIsLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import type {
  ModelFormat,
  ModelFormats,
  SaveModelOptions,
  SaveWeightsOptions,
  WeightFormat,
} from '../training/model-files.js';
import type { FileParts } from './file-formats.js';
import { type ByteParts, wholeOf } from './formats/byte-parts.js';

/** The options of {@link modelBytes}. */
export interface ModelBytesOptions<Format extends ModelFormat> extends Omit<SaveModelOptions, 'format'> {
  /** The format. The default is `'keras'`. */
  readonly format?: Format;
}

/**
 * A model as the bytes of a file: its layers, its weights, how it is compiled, and the state of its optimizer.
 *
 * | `format` | is read by |
 * |---|---|
 * | `'keras'` | Keras 3 |
 * | `'h5'` | Keras 3, as its old format |
 * | `'tfjs'` | the layers of TensorFlow.js: files by their names, `model.json` first. How a model is compiled is not part of them |
 * | `'onnx'` | ONNX Runtime and others, to predict; it is not read back |
 *
 * @param model The model.
 * @throws ArgumentError if it holds a function without a name, or a layer that the format does not have.
 *
 * @example
 * const bytes = await modelBytes(model);
 * const same = await loadModel(bytes);
 */
export async function modelBytes<Format extends ModelFormat = 'keras'>(
  model: AnyLayer,
  options: ModelBytesOptions<Format> = {},
): Promise<ModelFormats[Format]> {
  checkIsObject('modelBytes', options);
  const whole = async (files: FileParts) => {
    if (!('named' in files)) return wholeOf(files);
    const named = [...files.named('')].map(async ([name, parts]) => [name, await wholeOf(parts)] as const);
    return new Map(await Promise.all(named));
  };
  const bytes = await encodeModel(model, 'modelBytes', 'model.keras', whole, options);
  // The table of formats ties each to its bytes.
  return bytes as ModelFormats[Format];
}

/** The options of {@link weightBytes}. */
export interface WeightBytesOptions {
  /** The format. The default is `'weights.h5'`. */
  readonly format?: WeightFormat;
}

/**
 * The weights of a model as the bytes of a file, which `loadWeights` reads.
 *
 * | `format` | holds |
 * |---|---|
 * | `'weights.h5'` | the weights as Keras 3 stores them |
 * | `'h5'` | the weights by layer, as older versions of Keras do |
 * | `'npz'`, `'safetensors'` | arrays by the paths of weights, such as `dense/kernel` |
 *
 * Archives (`.keras`, `.npz`) have checksums, by which damage is found. The others have none: damage to what describes
 * the arrays is found, and damage to their elements gives other numbers.
 *
 * @param model The model.
 *
 * @example
 * await loadWeights(other, await weightBytes(model, { format: 'safetensors' }));
 */
export async function weightBytes(model: AnyLayer, options: WeightBytesOptions = {}): Promise<Uint8Array> {
  checkIsObject('weightBytes', options);
  return encodeWeights(model, 'weightBytes', 'model.weights.h5', wholeOf, options);
}

/**
 * What `use` makes of the files of a model in a format: the given one, or that which the name of a file ends like.
 *
 * @param owner the call in errors.
 */
export async function encodeModel<Result>(
  model: AnyLayer,
  owner: string,
  name: string,
  use: (files: FileParts) => Promise<Result>,
  options: SaveModelOptions = {},
): Promise<Result> {
  checkIsLayer(owner, model);
  checkIsObject(owner, options);
  checkOptions(owner, options, ['includeOptimizer', 'format']);
  const { includeOptimizer = true, format } = options;
  checkBoolean(`${owner}: includeOptimizer`, includeOptimizer);
  const { formatOf, modelFormats } = await import('./file-formats.js');
  const found = modelFormats[formatOf(owner, modelFormats, name, format)];
  if ('export' in found) return use(await found.export(model));
  const { withSnapshot } = await import('./model-snapshot.js');
  return withSnapshot(model, { includesOptimizer: includeOptimizer }, async (snapshot) =>
    use(await found.write(snapshot, owner)),
  );
}

/** What `use` makes of the weights of a model in a format, which follows from the name of a file where none is given. */
export async function encodeWeights<Result>(
  model: AnyLayer,
  owner: string,
  name: string,
  use: (file: ByteParts) => Promise<Result>,
  options: SaveWeightsOptions = {},
): Promise<Result> {
  checkIsLayer(owner, model);
  checkIsObject(owner, options);
  checkOptions(owner, options, ['format']);
  const { formatOf, weightFormats } = await import('./file-formats.js');
  const { write } = weightFormats[formatOf(owner, weightFormats, name, options.format)];
  const { withSnapshot } = await import('./model-snapshot.js');
  return withSnapshot(model, { includesOptimizer: false }, async (snapshot) => use(await write(snapshot, owner)));
}
