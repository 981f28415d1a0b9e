import { importOptional, isNode } from '../backends/node-modules.js';
import { ArgumentError, DataError } from '../errors.js';
import { fetchBytes } from './read-bytes.js';

/** The SHA-256 of `bytes` as 64 hexadecimal digits. In a browser, this needs a page that came over HTTPS. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A file that several mirrors have. */
export interface Download {
  /** Who errors name. */
  readonly owner: string;
  /** The name of the file on each mirror. */
  readonly name: string;
  /** The addresses of the folders that have it, the first choice first. */
  readonly mirrors: readonly URL[];
  /** The SHA-256 that it has, in lower case. */
  readonly checksum: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal | null;
  /** How long a mirror may be silent before the next one is tried, in milliseconds. */
  readonly timeout: number | undefined;
}

/**
 * Fetches a file from the first mirror that has it whole.
 *
 * @throws DataError if none has, with the reason of each.
 * @throws what `signal` was aborted with.
 */
export async function download(file: Download): Promise<Uint8Array<ArrayBuffer>> {
  const failures: DataError[] = [];
  for (const mirror of file.mirrors) {
    try {
      return await fetchChecked(new URL(file.name, mirror).href, file);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      failures.push(error);
    }
  }
  throw new DataError(
    `${file.owner} expects '${file.name}' from one of ${file.mirrors.length} mirrors ` +
      `(received ${failures.map((failure) => failure.message).join('; ')})`,
    { cause: new AggregateError(failures) },
  );
}

async function fetchChecked(
  url: string,
  { checksum, maxBytes, signal, timeout }: Download,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchBytes(url, maxBytes, signal, timeout);
  const actual = await sha256(bytes);
  if (actual === checksum) return bytes;
  throw new DataError(`${url} expects SHA-256 ${checksum} (received ${bytes.length} bytes of SHA-256 ${actual})`);
}

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
