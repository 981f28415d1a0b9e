import { DataError } from '../errors.js';
import { atMost } from './byte-limits.js';
import { chunksOf, collectBytes } from './collect-bytes.js';

/**
 * The body of what a server answers at `url`.
 *
 * @throws DataError if no server answers, it answers with an error, or the body breaks off or has more than `maxBytes`.
 * @throws what `signal` was aborted with.
 */
export async function fetchBytes(
  url: string,
  maxBytes: number,
  signal: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      // HTTP/2 has no words beside the number.
      const status = `HTTP ${response.status} ${response.statusText}`.trimEnd();
      throw new DataError(`${url} expects a file (received ${status})`);
    }
    return await collectBytes(chunksOf(response.body), atMost(maxBytes, url));
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DataError) throw error;
    throw new DataError(`${url} expects a file (received ${reasonOf(error)})`, { cause: error });
  }
}

/** Why `fetch` failed: its own message says only that it did, and the message of its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
