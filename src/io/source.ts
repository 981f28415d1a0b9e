import { ArgumentError, DataError, received } from '../errors.js';
import type { ModelSource, ReadOptions } from '../training/model-files.js';
import { besides, mostBytes, onFile } from './file-place.js';
import { checkPath } from './formats/format-error.js';
import { placedFile } from './placed-file.js';

export type { ModelSource, ReadOptions } from '../training/model-files.js';

/** An open file, and the others in its folder. */
export interface Source {
  /** The name of the file in errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * Another file, by its path from the folder of this one.
   *
   * @throws DataError if it cannot be read, or the path leaves the folder.
   */
  sibling(path: string): Promise<Uint8Array>;
}

/**
 * Reads a file.
 *
 * @throws DataError that names it, if it is missing or cannot be read; the reason of the signal, if it is aborted.
 */
export async function openSource(source: ModelSource, owner: string, options: ReadOptions = {}): Promise<Source> {
  // Weights share the memory of their file until a backend has them, so that it must not be that of somebody else.
  if (source instanceof Uint8Array) return alone(owner, new Uint8Array(source));
  if (source instanceof ArrayBuffer) return alone(owner, new Uint8Array(source.slice()));
  if (source instanceof Blob) return ofFiles([source], owner, options);
  if (Array.isArray(source)) return ofFiles(source, owner, options);
  const isAddress = typeof source === 'string' || source instanceof URL;
  if (!isAddress || source === '') {
    throw new ArgumentError(
      `${owner} expects a path, a URL, bytes, a Blob or a list of Files (received ${received(source)})`,
    );
  }
  const { place, path: given, name } = await placedFile(source, owner);
  const read = (path: string) =>
    onFile(owner, path, 'read', () => place.read(path, mostBytes, options)).catch((error: unknown) => {
      options.signal?.throwIfAborted();
      throw error;
    });
  const path = await place.fileAt(given);
  return {
    name,
    bytes: await read(path),
    sibling: async (other) => {
      checkPath(name, 'the paths of other files', other);
      return read(besides(path, other));
    },
  };
}

/** Bytes that are a whole model. */
function alone(name: string, bytes: Uint8Array): Source {
  return {
    name,
    bytes,
    sibling: (path) => {
      throw new DataError(
        `${name} expects all files of a model: a path, a URL or a list of Files (received none named ${received(path)})`,
      );
    },
  };
}

/** The files that a user has chosen: that of the model is the only one, or the one with JSON. */
async function ofFiles(files: readonly unknown[], owner: string, { signal, onProgress }: ReadOptions): Promise<Source> {
  const wrong = files.find((file) => !(file instanceof Blob));
  if (wrong !== undefined || files.length === 0) {
    throw new ArgumentError(`${owner} expects a list of Files (received ${received(wrong ?? files)})`);
  }
  const blobs = files as readonly Blob[];
  const models = blobs.length === 1 ? blobs : blobs.filter((file) => /\.json$/i.test(nameOf(file)));
  const [model] = models;
  if (model === undefined || models.length > 1) {
    throw new DataError(
      `${owner} expects one of several Files to be that of a model, model.json (received ${received(blobs.map(nameOf))})`,
    );
  }
  const read = async (file: Blob) => {
    signal?.throwIfAborted();
    if (file.size > mostBytes)
      throw new DataError(`${owner} expects at most ${mostBytes} bytes (received ${file.size})`);
    const bytes = await onFile(owner, nameOf(file), 'read', () => file.arrayBuffer());
    signal?.throwIfAborted();
    onProgress?.(file.size, file.size);
    return new Uint8Array(bytes);
  };
  const name = nameOf(model) || owner;
  return {
    ...alone(name, await read(model)),
    sibling: async (path) => {
      const found = blobs.find((file) => nameOf(file) === path || nameOf(file) === path.split('/').at(-1));
      if (found !== undefined) return read(found);
      throw new DataError(
        `${name} expects ${received(path)} among the Files (received ${received(blobs.map(nameOf))})`,
      );
    },
  };
}

/** The name of a `File`; other `Blob`s have none. */
function nameOf(file: Blob): string {
  return file instanceof File ? file.name : '';
}
