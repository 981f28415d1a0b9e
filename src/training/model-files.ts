import { checkIsObject, checkOptions } from '../arguments/options.js';
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

/** The options of saving a model. */
export interface SaveModelOptions {
  /** Whether the optimizer and its state are saved. The default is `true`. */
  readonly includeOptimizer?: boolean;
}

/*
 * What reads and writes files is loaded by whoever does either, and by nobody else.
 */

/** Writes a model to a file. */
export async function saveModel(model: RuntimeModel, target: unknown, options?: SaveModelOptions): Promise<void> {
  const owner = `${model.name}.save`;
  const { openTarget } = await import('../io/target.js');
  const { encodeModel } = await import('../io/save-model.js');
  const file = await openTarget(checkTarget(owner, target), owner);
  await file.write(await encodeModel(model, owner, file.name, options));
}

/** Writes the weights of a model to a file. */
export async function saveWeights(model: RuntimeModel, target: unknown): Promise<void> {
  const owner = `${model.name}.saveWeights`;
  const { openTarget } = await import('../io/target.js');
  const { encodeWeights } = await import('../io/save-model.js');
  const file = await openTarget(checkTarget(owner, target), owner);
  await file.write(await encodeWeights(model, owner, file.name));
}

/** Sets the weights of a model to those in a file. */
export async function loadWeights(model: RuntimeModel, source: unknown, options: ReadOptions = {}): Promise<void> {
  const owner = `${model.name}.loadWeights`;
  requireNoTraining(model, owner);
  checkIsObject(owner, options);
  checkOptions(owner, options, ['signal', 'onProgress']);
  const { openSource } = await import('../io/source.js');
  const { readModelFile } = await import('../io/read-model-file.js');
  const { assignPairs } = await import('../io/stored-weights.js');
  const file = await readModelFile(await openSource(source as ModelSource, owner, options));
  requireNoTraining(model, owner);
  assignPairs(file.owner, file.pairs(model));
}

/** A target, checked. */
export function checkTarget(owner: string, target: unknown): ModelTarget {
  if ((typeof target === 'string' && target !== '') || target instanceof URL) return target;
  throw new ArgumentError(`${owner} expects the path or URL of a file (received ${received(target)})`);
}
