import { DataError } from '../errors.js';
import { type IdxArray, type IdxHeader, idxHeader, parseIdx } from './parse-idx.js';
import { type ByteLimits, chunksOf, collectBytes, concatenateBytes, maxBytesOf, readBytes } from './read-bytes.js';

/**
 * The bytes of an IDX file that may be compressed by gzip.
 *
 * Decompression ends where the file is longer than its header announces, so that a small file cannot fill the memory.
 *
 * @throws DataError if the compressed bytes are damaged, or not those of an IDX file of at most `maxBytes`.
 */
export async function unzipIdx(bytes: Uint8Array<ArrayBuffer>, source: string, maxBytes: number): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  let header: IdxHeader | null = null;
  try {
    return await collectBytes(chunksOf(stream), (length, chunks) => {
      header ??= idxHeader(concatenateBytes(chunks), source, maxBytes);
      if (header === null || length <= header.totalBytes) return;
      throw new DataError(`${source} expects ${header.totalBytes} bytes, as its header announces (received more)`);
    });
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${source} expects whole gzip data (received ${reason})`, { cause: error });
  }
}

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
