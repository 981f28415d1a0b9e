import { DataError } from '../errors.js';
import { chunksOf, collectBytes, concatenateBytes } from './collect-bytes.js';
import { type IdxHeader, idxHeader } from './idx-header.js';

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
