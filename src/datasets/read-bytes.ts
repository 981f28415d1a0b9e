import { importOptional, isNode } from '../backends/node-modules.js';
import { ArgumentError, DataError } from '../errors.js';

declare global {
  // Are there at run time, but not in the types of programs that have neither a browser's nor Node's.
  interface AbortSignal {}
  interface URL {}
}

/** How far reading may go. */
export interface ByteLimits {
  /** A signal that stops reading; its reason is thrown. The default is none. */
  readonly signal?: AbortSignal;
  /** The most bytes that a file may have, before and after decompression. Default: 2^30, 1 GiB. */
  readonly maxBytes?: number;
}

/** The limit of `limits`; `owner` names who was given it. */
export function maxBytesOf(owner: string, { maxBytes = 2 ** 30 }: ByteLimits): number {
  if (maxBytes >= 0) return maxBytes;
  throw new ArgumentError(`${owner}: maxBytes expects a number that is 0 or more (received ${maxBytes})`);
}

/** A check that throws once more than `maxBytes` have come from `source`. */
function atMost(maxBytes: number, source: string): (length: number) => void {
  return (length) => {
    if (length <= maxBytes) return;
    throw new DataError(`${source} expects at most ${maxBytes} bytes (received ${length} or more)`);
  };
}

/**
 * All bytes of a stream in one array.
 *
 * `check` sees what has come so far before more is read; if it throws, the stream is closed.
 */
export async function collectBytes(
  stream: AsyncIterable<Uint8Array>,
  check: (length: number, chunks: readonly Uint8Array[]) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    check(length, chunks);
  }
  return concatenateBytes(chunks);
}

/** Several arrays of bytes as one. */
export function concatenateBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The chunks of a web stream, which not every browser can iterate over; leaving the loop cancels it. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // A stream that has failed says so again here, after it has said so to the loop.
    await reader.cancel().catch(() => {});
  }
}

/** How long a server may be silent, in milliseconds. */
const patience = 30_000;

/**
 * The body of what a server answers at `url`.
 *
 * @param timeout how long the server may be silent, in milliseconds.
 * @param onProgress is called with the number of bytes that have come, and of all where the server says it.
 * @throws DataError if no server answers, it answers with an error, or the body breaks off or has more than `maxBytes`.
 * @throws what `signal` was aborted with.
 */
export async function fetchBytes(
  url: string,
  maxBytes: number,
  signal: AbortSignal | null,
  timeout: number = patience,
  onProgress?: (read: number, total: number | null) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const ended = new AbortController();
  const endWithSignal = () => ended.abort(signal?.reason);
  signal?.addEventListener('abort', endWithSignal, { once: true });
  if (signal?.aborted) endWithSignal();
  const endInSilence = () =>
    ended.abort(new DataError(`${url} expects an answer within ${timeout / 1000} seconds (received none)`));
  let timer = setTimeout(endInSilence, timeout);
  const check = atMost(maxBytes, url);
  try {
    const response = await fetch(url, { signal: ended.signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      // HTTP/2 has no status text, only the number.
      const status = `HTTP ${response.status} ${response.statusText}`.trimEnd();
      throw new DataError(`${url} expects a file (received ${status})`);
    }
    const total = totalOf(response.headers);
    return await collectBytes(chunksOf(response.body), (length) => {
      clearTimeout(timer);
      timer = setTimeout(endInSilence, timeout);
      check(length);
      onProgress?.(length, total);
    });
  } catch (error) {
    signal?.throwIfAborted();
    ended.signal.throwIfAborted();
    if (error instanceof DataError) throw error;
    throw new DataError(`${url} expects a file (received ${reasonOf(error)})`, { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', endWithSignal);
  }
}

/** The number of bytes that the headers say; that of compressed data is another. */
function totalOf(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

/** Why `fetch` failed: its own message says only that it did, and the message of its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

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
