import { DataError, TupleflowError } from '../errors.js';
import type { ReadOptions } from '../training/model-files.js';
import type { ByteParts } from './formats/byte-parts.js';

/** Files by their paths, in which `/` separates names: a disk, a store of a browser, or a server, which only reads. */
export interface FilePlace {
  read(path: string, maxBytes: number, options: ReadOptions): Promise<Uint8Array>;
  /**
   * Replaces files, or makes them: whoever reads meanwhile, or after a crash, finds the old or the new one, whole. On a disk, all
   * are written before the first is replaced.
   */
  write(files: readonly (readonly [path: string, parts: ByteParts])[]): Promise<void>;
  /** Does what {@link write} does first, and undoes it: throws where a file could not be written. */
  tryWrite(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Removes a file, if it is there. */
  remove(path: string): Promise<void>;
  /** The path of the file that stands for a path: one in it, where the path is that of a folder. */
  fileAt(path: string): Promise<string>;
}

/** The most bytes of a file: as many as typed arrays have on current platforms. On Node 20 they have half of it. */
export const mostBytes: number = 2 ** 33;

/** The path of another file, by its path from the folder of a file. */
export function besides(path: string, other: string): string {
  return `${path.slice(0, path.search(/[^/]*$/))}${other}`;
}

/** Runs an action on a file; other errors than the library's become a DataError that says which file it is. */
export async function onFile<Result>(
  owner: string,
  name: string,
  kind: 'read' | 'written to',
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof TupleflowError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${owner} expects a file that can be ${kind} (received '${name}': ${reason})`, {
      cause: error,
    });
  }
}
