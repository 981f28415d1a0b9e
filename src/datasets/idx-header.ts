import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { IdxType } from './idx-array.js';
import { idxElements, idxTypeOf } from './idx-element.js';

/** What the first bytes of an IDX file say about the rest. */
export interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly headerBytes: number;
  /** How long the whole file is. */
  readonly totalBytes: number;
}

/**
 * The header of the IDX file that starts with `bytes`, or `null` if that needs more of them; `source` names the file.
 *
 * @throws DataError if no IDX file starts like this, or one that does is longer than `maxBytes`.
 */
export function idxHeader(bytes: Uint8Array, source: string, maxBytes: number): IdxHeader | null {
  const wrong = (expected: string, received: string) =>
    new DataError(`${source} expects ${expected} (received ${received})`);
  const start = [...bytes.subarray(0, 4)];
  if (start.slice(0, 2).some((byte) => byte !== 0)) {
    throw wrong('the two zero bytes that an IDX file starts with', start.slice(0, 2).map(hexadecimal).join(' '));
  }
  const [, , code, rank] = start;
  const type = code === undefined ? null : idxTypeOf(code);
  if (code !== undefined && type === null) {
    const codes = Object.entries(idxElements).map(([name, element]) => `${hexadecimal(element.code)} (${name})`);
    throw wrong(`one of the IDX element types ${codes.join(', ')}`, hexadecimal(code));
  }
  if (type === null || rank === undefined) return null;
  const headerBytes = 4 + 4 * rank;
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const totalBytes = headerBytes + idxElements[type].size * countOf(shape);
  if (totalBytes > maxBytes) throw wrong(`at most ${maxBytes} bytes`, `a header that announces ${type} ${show(shape)}`);
  return { type, shape, headerBytes, totalBytes };
}

/** The number of elements of a shape, which may be infinite: a header can announce 255 axes of 2^32 - 1. */
function countOf(shape: readonly number[]): number {
  // Infinity times 0 is not a number, so that an axis of 0 has to be found first.
  return shape.includes(0) ? 0 : shape.reduce((count, size) => count * size, 1);
}

function hexadecimal(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}
