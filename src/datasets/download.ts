import { DataError } from '../errors.js';
import { fetchBytes } from './fetch-bytes.js';
import { sha256 } from './sha256.js';

/** A file that several mirrors have. */
export interface Download {
  /** Who errors name. */
  readonly owner: string;
  /** What the file is called on each mirror. */
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
