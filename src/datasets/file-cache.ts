import { importOptional } from '../backends/import-optional.js';
import { ArgumentError } from '../errors.js';
import { isNode } from './is-node.js';

/** Files that stay from one run to the next. */
export interface FileCache {
  /** The bytes of a file, or `null` if there is none that can be read. */
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Keeps a file, so that whoever reads at the same time finds either the old one or the whole new one. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
}

/** Outside of Node, where there are no files to keep: the browser's own cache does. */
const noCache: FileCache = { read: async () => null, write: async () => {} };

/**
 * Opens the folder `directory`, and makes it where there is none; by default it is `name` in the user's cache folder.
 *
 * @throws ArgumentError if it cannot be made or, later, written to; `owner` names the argument.
 */
export async function openFileCache(owner: string, name: string, directory?: string): Promise<FileCache> {
  if (!isNode()) return noCache;
  const files = await importOptional<typeof import('node:fs/promises')>('node:fs/promises');
  const { join } = await importOptional<typeof import('node:path')>('node:path');
  const folder = directory ?? join(await userCacheDirectory(), name);
  const unusable = (cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${owner} expects a folder that can be written to (received '${folder}': ${reason})`;
    return new ArgumentError(message, { cause });
  };
  await files.mkdir(folder, { recursive: true }).catch((cause) => {
    throw unusable(cause);
  });
  return {
    read: (file) =>
      files.readFile(join(folder, file)).then(
        (bytes) => new Uint8Array(bytes),
        () => null,
      ),
    async write(file, bytes) {
      const temporary = join(folder, `${file}.${crypto.randomUUID()}.tmp`);
      try {
        await files.writeFile(temporary, bytes);
        await files.rename(temporary, join(folder, file));
      } catch (cause) {
        await files.rm(temporary, { force: true });
        throw unusable(cause);
      }
    },
  };
}

/** `$XDG_CACHE_HOME`, which counts only if it is absolute, or else `~/.cache`; in it, this library's folder. */
async function userCacheDirectory(): Promise<string> {
  const { isAbsolute, join } = await importOptional<typeof import('node:path')>('node:path');
  const { homedir } = await importOptional<typeof import('node:os')>('node:os');
  const named = process.env.XDG_CACHE_HOME ?? '';
  return join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'tupleflow');
}
