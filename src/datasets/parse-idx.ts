import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { IdxArray, IdxData, IdxType } from './idx-array.js';
import { idxElements } from './idx-element.js';
import { idxHeader } from './idx-header.js';

/**
 * The array that the bytes of an IDX file hold, copied out of them; `source` names the file in errors.
 *
 * @throws DataError if they are not one whole IDX file.
 *
 * @example
 * const { type, shape, data } = parseIdx(bytes, 'train-labels-idx1-ubyte');
 */
export function parseIdx(bytes: Uint8Array, source: string = 'parseIdx: bytes'): IdxArray {
  const header = idxHeader(bytes, source, Number.MAX_SAFE_INTEGER);
  if (header === null) {
    throw new DataError(`${source} expects a whole IDX header (received ${bytes.length} bytes)`);
  }
  const { type, shape, headerBytes, totalBytes } = header;
  if (bytes.length !== totalBytes) {
    throw new DataError(
      `${source} expects ${totalBytes} bytes, as its header announces ${type} ${show(shape)} ` +
        `(received ${bytes.length})`,
    );
  }
  // The compiler does not follow that `type` and `data` belong together.
  return { type, shape, data: elements(type, bytes.subarray(headerBytes)) } as IdxArray;
}

function elements<Type extends IdxType>(type: Type, bytes: Uint8Array): IdxData[Type] {
  const { size, allocate, read } = idxElements[type];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = allocate(bytes.length / size);
  for (let index = 0; index < data.length; index++) data[index] = read(view, index * size);
  return data;
}
