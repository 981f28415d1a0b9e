import { importOptional } from '../backends/import-optional.js';
import { DataError } from '../errors.js';
import { atMost } from './byte-limits.js';
import { collectBytes } from './collect-bytes.js';
import { fetchBytes } from './fetch-bytes.js';
import { isNode } from './is-node.js';

/**
 * The bytes of a file: from the file system for paths and `file:` URLs, otherwise fetched. In a browser, paths are
 * relative to the page.
 *
 * @throws DataError if it cannot be read or has more than `maxBytes`.
 * @throws what `signal` was aborted with.
 */
export function readBytes(
  source: string | URL,
  maxBytes: number,
  signal: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const isFile = typeof source === 'string' ? !/^https?:\/\//i.test(source) : source.protocol === 'file:';
  return isFile && isNode() ? readFileBytes(source, maxBytes, signal) : fetchBytes(String(source), maxBytes, signal);
}

async function readFileBytes(
  path: string | URL,
  maxBytes: number,
  signal: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { createReadStream } = await importOptional<typeof import('node:fs')>('node:fs');
  try {
    signal?.throwIfAborted();
    return await collectBytes(createReadStream(path, signal ? { signal } : {}), atMost(maxBytes, String(path)));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${path} expects a file that can be read (received ${reason})`, { cause: error });
  }
}
