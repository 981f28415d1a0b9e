import { type ByteLimits, maxBytesOf } from './byte-limits.js';
import type { IdxArray } from './idx-array.js';
import { parseIdx } from './parse-idx.js';
import { readBytes } from './read-bytes.js';
import { unzipIdx } from './unzip-idx.js';

/** How far {@link readIdx} may go. */
export interface ReadIdxOptions extends ByteLimits {}

/**
 * Reads an IDX file, the format of MNIST, compressed by gzip or not.
 *
 * `source` is a path or a URL. What is wrong with the file is found before its elements are given any memory.
 *
 * @throws DataError if it cannot be read, is damaged, or has more than `maxBytes`.
 * @throws what `signal` was aborted with.
 *
 * @example
 * const labels = await readIdx('train-labels-idx1-ubyte.gz');
 * labels.shape; // [60000]
 */
export async function readIdx(source: string | URL, options: ReadIdxOptions = {}): Promise<IdxArray> {
  const maxBytes = maxBytesOf('readIdx', options);
  const bytes = await readBytes(source, maxBytes, options.signal ?? null);
  return parseIdx(await unzipIdx(bytes, String(source), maxBytes), String(source));
}
