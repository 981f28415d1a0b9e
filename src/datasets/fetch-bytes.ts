import { DataError } from '../errors.js';
import { atMost } from './byte-limits.js';
import { chunksOf, collectBytes } from './collect-bytes.js';

/** How long a server may be silent, in milliseconds. */
const patience = 30_000;

/**
 * The body of what a server answers at `url`.
 *
 * @param timeout how long the server may be silent, in milliseconds.
 * @throws DataError if no server answers, it answers with an error, or the body breaks off or has more than `maxBytes`.
 * @throws what `signal` was aborted with.
 */
export async function fetchBytes(
  url: string,
  maxBytes: number,
  signal: AbortSignal | null,
  timeout: number = patience,
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
      // HTTP/2 has no words beside the number.
      const status = `HTTP ${response.status} ${response.statusText}`.trimEnd();
      throw new DataError(`${url} expects a file (received ${status})`);
    }
    return await collectBytes(chunksOf(response.body), (length) => {
      clearTimeout(timer);
      timer = setTimeout(endInSilence, timeout);
      check(length);
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

/** Why `fetch` failed: its own message says only that it did, and the message of its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
