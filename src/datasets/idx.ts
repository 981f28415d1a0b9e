import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import { type ByteLimits, chunksOf, collectBytes, concatenateBytes, maxBytesOf, readBytes } from './read-bytes.js';

/** The typed array that holds the elements of each type that IDX files know. */
export interface IdxData {
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/** The element types of IDX files. */
export type IdxType = keyof IdxData;

/** The contents of an IDX file: its elements in row-major order. Comparing `type` tells the typed array in `data`. */
export type IdxArray<Type extends IdxType = IdxType> = {
  [Each in Type]: { readonly type: Each; readonly shape: readonly number[]; readonly data: IdxData[Each] };
}[Type];

/** How elements of one type are written in an IDX file: its third byte, and `size` bytes an element, big-endian. */
interface IdxElement<Type extends IdxType> {
  readonly code: number;
  readonly size: number;
  readonly allocate: (count: number) => IdxData[Type];
  readonly read: (view: DataView, offset: number) => number;
}

/** Every element type of the IDX format. */
const idxElements: { readonly [Type in IdxType]: IdxElement<Type> } = {
  uint8: {
    code: 0x08,
    size: 1,
    allocate: (count) => new Uint8Array(count),
    read: (view, offset) => view.getUint8(offset),
  },
  int8: {
    code: 0x09,
    size: 1,
    allocate: (count) => new Int8Array(count),
    read: (view, offset) => view.getInt8(offset),
  },
  int16: {
    code: 0x0b,
    size: 2,
    allocate: (count) => new Int16Array(count),
    read: (view, offset) => view.getInt16(offset),
  },
  int32: {
    code: 0x0c,
    size: 4,
    allocate: (count) => new Int32Array(count),
    read: (view, offset) => view.getInt32(offset),
  },
  float32: {
    code: 0x0d,
    size: 4,
    allocate: (count) => new Float32Array(count),
    read: (view, offset) => view.getFloat32(offset),
  },
  float64: {
    code: 0x0e,
    size: 8,
    allocate: (count) => new Float64Array(count),
    read: (view, offset) => view.getFloat64(offset),
  },
};

/** The type with a code, or `null` where there is none. */
function idxTypeOf(code: number): IdxType | null {
  const types = Object.keys(idxElements) as IdxType[];
  return types.find((type) => idxElements[type].code === code) ?? null;
}

/** The header of an IDX file. */
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
function idxHeader(bytes: Uint8Array, source: string, maxBytes: number): IdxHeader | null {
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

/**
 * The array that the bytes of an IDX file hold, copied out of them; `source` names the file in errors.
 *
 * @param bytes The contents of the file, uncompressed.
 * @param source The name of the file in error messages. The default is `parseIdx: bytes`.
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
 * @param source The path or the address of the file, which may be compressed by gzip.
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
