import { ArgumentError, DataError } from '../errors.js';

/** How far reading may go. */
export interface ByteLimits {
  /** Stops reading when it aborts; what it was aborted with is thrown. */
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
export function atMost(maxBytes: number, source: string): (length: number) => void {
  return (length) => {
    if (length <= maxBytes) return;
    throw new DataError(`${source} expects at most ${maxBytes} bytes (received ${length} or more)`);
  };
}
