import { fetchBytes, maxBytesOf } from '../datasets/read-bytes.js';
import { ArgumentError, received } from '../errors.js';

/** Where a file is read from: a path or URL, its bytes, or a `Blob` or `File`. */
export type ModelSource = string | URL | Uint8Array | ArrayBuffer | Blob;

/** How a file is read. */
export interface ReadOptions {
  /** A signal that stops reading; its reason is thrown. The default is none. */
  readonly signal?: AbortSignal;
  /** Called with the number of bytes that have been read, and of all where it is known. The default is none. */
  readonly onProgress?: (read: number, total: number | null) => void;
}

/** An open file, and the others in its folder. */
export interface Source {
  /** The name of the file in errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Another file, by its path from the folder of this one. */
  sibling(path: string): Promise<Uint8Array>;
}

/** Reads a file. */
export async function openSource(source: ModelSource, owner: string, options: ReadOptions = {}): Promise<Source> {
  const alone = (name: string, bytes: Uint8Array): Source => ({
    name,
    bytes,
    sibling: (path) => {
      throw new ArgumentError(
        `${owner} expects a path or URL of a model in several files (received ${received(path)})`,
      );
    },
  });
  if (source instanceof Uint8Array) return alone(owner, source);
  if (source instanceof ArrayBuffer) return alone(owner, new Uint8Array(source));
  if (source instanceof Blob) return alone(owner, new Uint8Array(await source.arrayBuffer()));
  if (typeof source === 'string' && !/^https?:/.test(source)) {
    const { readFile } = await import('node:fs/promises');
    const { join, dirname } = await import('node:path');
    return {
      name: source,
      bytes: new Uint8Array(await readFile(source)),
      sibling: async (path) => new Uint8Array(await readFile(join(dirname(source), path))),
    };
  }
  const url = String(source);
  const fetched = (address: string) => fetchBytes(address, maxBytesOf(owner, {}), options.signal ?? null);
  return { name: url, bytes: await fetched(url), sibling: (path) => fetched(new URL(path, url).href) };
}
