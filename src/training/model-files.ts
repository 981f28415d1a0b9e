import { ArgumentError, received } from '../errors.js';
import { requireNoTraining } from './model-run.js';
import type { RuntimeModel } from './model-state.js';

declare global {
  // Are there at run time, but not in the types of programs that have neither a browser's nor Node's.
  interface AbortSignal {}
  interface Blob {}
  interface File {}
  interface URL {}
}

/**
 * The source of a file: a path, a URL, `indexeddb://name` or `opfs://path` in a browser, bytes, a `Blob` or `File`, or all
 * `File`s of a model in several. A path may be that of a folder with a `model.json`.
 */
export type ModelSource = string | URL | Uint8Array | ArrayBuffer | Blob | readonly File[];

/** The target of a file: a path or `file:` URL; `indexeddb://name` or `opfs://path` in a browser. */
export type ModelTarget = string | URL;

/** How a file is read. */
export interface ReadOptions {
  /** A signal that stops reading; its reason is thrown. The default is none. */
  readonly signal?: AbortSignal;
  /** Called with the number of bytes that have been read, and of all where it is known. The default is none. */
  readonly onProgress?: (read: number, total: number | null) => void;
}

/** The bytes of a model in each format: those of one file, or of several by their names. */
export interface ModelFormats {
  readonly keras: Uint8Array;
  readonly h5: Uint8Array;
  readonly tfjs: ReadonlyMap<string, Uint8Array>;
  readonly onnx: Uint8Array;
}

/** The name of a format of whole models. */
export type ModelFormat = keyof ModelFormats;

/** The name of a format of weights alone. */
export type WeightFormat = 'weights.h5' | 'h5' | 'npz' | 'safetensors';

/** The options of saving a model. */
export interface SaveModelOptions {
  /** Whether the optimizer and its state are saved. The default is `true`. */
  readonly includeOptimizer?: boolean;
  /** The format. The default follows from the name of the file: `.keras`, `.h5`, `.json` for TensorFlow.js, or `.onnx`. */
  readonly format?: ModelFormat;
}

/** The options of saving the weights of a model. */
export interface SaveWeightsOptions {
  /** The format. The default follows from the name of the file: `.weights.h5`, `.h5`, `.npz` or `.safetensors`. */
  readonly format?: WeightFormat;
}

/** The options of loading the weights of a model. */
export interface LoadWeightsOptions extends ReadOptions {
  /** Whether layers of other shapes than in the file, or that the file does not have, are skipped. The default is `false`. */
  readonly skipMismatch?: boolean;
}

/** The members of models that read and write files. */
export interface FileMembers {
  /**
   * Saves the model: its layers, its weights, how it is compiled, and the state of its optimizer. `loadModel` makes the same
   * model of the file, and so does Keras 3. The name of the file ends in `.keras`, or in `.h5` for Keras' old format, or in
   * `.json` for TensorFlow.js, whose files of weights are then in the same folder, or in `.onnx` for ONNX, which only predicts.
   *
   * A file that is there is replaced at once when the new one is whole: no error and no crash leaves half a file.
   *
   * @param target The path of the file, or a `file:` URL; `indexeddb://name` or `opfs://path` in a browser.
   * @throws DataError if the file cannot be written; ArgumentError if the model holds a function without a name.
   *
   * @example
   * await model.save('digits.keras');
   * const same = await loadModel('digits.keras');
   */
  save(target: ModelTarget, options?: SaveModelOptions): Promise<void>;

  /**
   * Saves the weights alone, in the same way. The name of the file ends in `.weights.h5`, `.h5`, `.npz` or `.safetensors`.
   *
   * @param target The path of the file, or a `file:` URL; `indexeddb://name` or `opfs://path` in a browser.
   * @throws DataError if the file cannot be written.
   *
   * @example
   * await model.saveWeights('digits.weights.h5');
   * await other.loadWeights('digits.weights.h5');
   */
  saveWeights(target: ModelTarget, options?: SaveWeightsOptions): Promise<void>;

  /**
   * Sets the weights to those in a file, which may be that of a whole model: all of them, or none if one does not fit.
   *
   * @param source The path of the file, a URL, bytes, a `Blob` or `File`; `indexeddb://name` or `opfs://path` in a browser.
   * @throws DataError if the file cannot be read, is damaged, or holds the weights of another model.
   */
  loadWeights(source: ModelSource, options?: LoadWeightsOptions): Promise<void>;
}

/*
 * What reads and writes files is loaded by whoever does either, and by nobody else.
 */

/** Writes a model to a file. */
export async function saveModel(
  model: RuntimeModel,
  target: unknown,
  options?: SaveModelOptions,
  owner: string = `${model.name}.save`,
): Promise<void> {
  const { openTarget } = await import('../io/target.js');
  const { encodeModel } = await import('../io/save-model.js');
  const file = await openTarget(checkTarget(owner, target), owner);
  await encodeModel(model, owner, file.name, (files) => file.write(files), options);
}

/** Writes the weights of a model to a file. */
export async function saveWeights(
  model: RuntimeModel,
  target: unknown,
  options?: SaveWeightsOptions,
  owner: string = `${model.name}.saveWeights`,
): Promise<void> {
  const { openTarget } = await import('../io/target.js');
  const { encodeWeights } = await import('../io/save-model.js');
  const file = await openTarget(checkTarget(owner, target), owner);
  await encodeWeights(model, owner, file.name, (parts) => file.write(parts), options);
}

/** Sets the weights of a model to those in a file. */
export async function loadWeights(
  model: RuntimeModel,
  source: unknown,
  options: LoadWeightsOptions = {},
  owner: string = `${model.name}.loadWeights`,
): Promise<void> {
  const check = () => requireNoTraining(model, owner);
  check();
  const { setWeightsFrom } = await import('../io/load-weights.js');
  await setWeightsFrom(model, source as ModelSource, owner, options, check);
}

/**
 * Checks that a model, or its weights alone, can be saved under a name.
 *
 * @throws ArgumentError if no format has such names; DataError if the file cannot be written.
 */
export async function checkSavable(owner: string, target: ModelTarget, kind: 'model' | 'weights'): Promise<void> {
  const { openTarget } = await import('../io/target.js');
  const { formatOf, modelFormats, weightFormats } = await import('../io/file-formats.js');
  const file = await openTarget(target, owner);
  if (kind === 'model') formatOf(owner, modelFormats, file.name, undefined);
  else formatOf(owner, weightFormats, file.name, undefined);
  await file.tryWrite();
}

/** A target, checked. */
export function checkTarget(owner: string, target: unknown): ModelTarget {
  if ((typeof target === 'string' && target !== '') || target instanceof URL) return target;
  throw new ArgumentError(`${owner} expects the path or URL of a file (received ${received(target)})`);
}
