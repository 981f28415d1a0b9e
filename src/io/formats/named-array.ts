import { received } from '../../errors.js';
import { show } from '../../types/shape.js';
import type { LaterPart } from './byte-parts.js';
import { formatError } from './format-error.js';

/** The typed array that holds the elements of each type; those of `bool` are 0 and 1. */
export interface ArrayValues {
  readonly float64: Float64Array;
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly int16: Int16Array;
  readonly int8: Int8Array;
  readonly uint32: Uint32Array;
  readonly uint16: Uint16Array;
  readonly uint8: Uint8Array;
  readonly bool: Uint8Array;
}

/** The element types of arrays that have been read from a file, or are written to one. */
export type ArrayType = keyof ArrayValues;

/** An array of numbers, in row-major order. `dtype` tells the class of `values`. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly dtype: ArrayType;
  readonly values: ArrayValues[ArrayType];
}

/** An array of a file, with its name there. */
export interface NamedArray extends NumberArray {
  readonly name: string;
}

/** An array to be written, whose bytes may be copied only then. */
export type WritableArray = NumberArray | (Omit<NumberArray, 'values'> & Pick<LaterPart, 'copy'>);

/** An array to be written, with its name in the file. */
export type NamedWritable = WritableArray & { readonly name: string };

/** The element types that files have: more than those of memory, for what is widened or narrowed when it is read. */
export type StoredType = ArrayType | 'float16' | 'bfloat16' | 'int64' | 'uint64';

/** How elements of one type are stored: their size in bytes, and the type that they have once they are read. */
interface Storage {
  readonly size: number;
  readonly readAs: ArrayType;
}

/** Every type that files store elements in. */
export const storages: { readonly [Type in StoredType]: Storage } = {
  float64: { size: 8, readAs: 'float64' },
  float32: { size: 4, readAs: 'float32' },
  float16: { size: 2, readAs: 'float32' },
  bfloat16: { size: 2, readAs: 'float32' },
  int64: { size: 8, readAs: 'int32' },
  int32: { size: 4, readAs: 'int32' },
  int16: { size: 2, readAs: 'int16' },
  int8: { size: 1, readAs: 'int8' },
  uint64: { size: 8, readAs: 'uint32' },
  uint32: { size: 4, readAs: 'uint32' },
  uint16: { size: 2, readAs: 'uint16' },
  uint8: { size: 1, readAs: 'uint8' },
  bool: { size: 1, readAs: 'bool' },
};

interface ArrayClass<Values> {
  new (count: number): Values;
  new (buffer: ArrayBufferLike, offset: number, count: number): Values;
  readonly BYTES_PER_ELEMENT: number;
}

/** The constructors of the typed arrays of {@link ArrayValues}. */
export const arrayClasses: { readonly [Type in ArrayType]: ArrayClass<ArrayValues[Type]> } = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** The most dimensions of an array in a file: as many as HDF5 allows. */
const highestRank = 32;

/**
 * The number of elements of a shape that a file claims, checked against the bytes that there are for them.
 *
 * @throws DataError if a size is no natural number, or there are more elements than `most`.
 */
export function elementCount(owner: string, place: string, shape: readonly number[], most: number): number {
  const isShape = shape.length <= highestRank && shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  if (!isShape) throw formatError(owner, place, 'sizes that are 0 or more, 32 of them at most', received(shape));
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  if (count > most) throw formatError(owner, place, `at most ${most} elements in its data`, `shape ${show(shape)}`);
  return count;
}

/**
 * The elements that bytes hold, little-endian unless `isBigEndian`, in the type that `storages` has for them.
 *
 * The values share the memory of `bytes` where these are as a typed array needs them; they are copied otherwise.
 *
 * @throws DataError if an integer of 64 bits does not fit in 32, or a boolean is neither 0 nor 1.
 */
export function decodeElements(
  owner: string,
  place: string,
  stored: StoredType,
  bytes: Uint8Array,
  isBigEndian: boolean = false,
): ArrayValues[ArrayType] {
  const { size, readAs } = storages[stored];
  const count = Math.floor(bytes.length / size);
  if (stored === 'bool' && !bytes.every((byte) => byte < 2)) {
    throw formatError(owner, place, 'booleans of 0 and 1', 'other bytes');
  }
  if (stored === readAs && (size === 1 || !isBigEndian)) return asValues(readAs, bytes, count);
  const values = new arrayClasses[readAs](count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[stored];
  const isNarrowed = stored === 'int64' || stored === 'uint64';
  for (let index = 0; index < count; index++) {
    const value = read(view, index * size, !isBigEndian);
    values[index] = value;
    if (isNarrowed && values[index] !== value) {
      throw formatError(owner, place, `${stored} values that fit in 32 bits`, String(value));
    }
  }
  return values;
}

/** The same bytes as a typed array; copied where they do not begin at a multiple of the size of an element. */
function asValues(type: ArrayType, bytes: Uint8Array, count: number): ArrayValues[ArrayType] {
  const Values = arrayClasses[type];
  const isAligned = bytes.byteOffset % Values.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset } = isAligned ? bytes : new Uint8Array(bytes);
  return new Values(buffer, byteOffset, count);
}

type Read = (view: DataView, offset: number, isLittleEndian: boolean) => number;

const readers: { readonly [Type in StoredType]: Read } = {
  float64: (view, offset, isLittleEndian) => view.getFloat64(offset, isLittleEndian),
  float32: (view, offset, isLittleEndian) => view.getFloat32(offset, isLittleEndian),
  float16: (view, offset, isLittleEndian) => fromHalf(view.getUint16(offset, isLittleEndian)),
  bfloat16: (view, offset, isLittleEndian) => fromBrain(view.getUint16(offset, isLittleEndian)),
  int64: (view, offset, isLittleEndian) => Number(view.getBigInt64(offset, isLittleEndian)),
  int32: (view, offset, isLittleEndian) => view.getInt32(offset, isLittleEndian),
  int16: (view, offset, isLittleEndian) => view.getInt16(offset, isLittleEndian),
  int8: (view, offset) => view.getInt8(offset),
  uint64: (view, offset, isLittleEndian) => Number(view.getBigUint64(offset, isLittleEndian)),
  uint32: (view, offset, isLittleEndian) => view.getUint32(offset, isLittleEndian),
  uint16: (view, offset, isLittleEndian) => view.getUint16(offset, isLittleEndian),
  uint8: (view, offset) => view.getUint8(offset),
  bool: (view, offset) => view.getUint8(offset),
};

/** The number that the 16 bits of a float16 stand for: a sign, 5 bits of exponent and 10 of the fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The number that the 16 bits of a bfloat16 stand for: they are the upper half of a float32. */
function fromBrain(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/**
 * The elements of an array as a part of a file.
 *
 * @throws DataError if the values are not as many as the shape has.
 */
export function partOf(owner: string, place: string, array: WritableArray): Uint8Array | LaterPart {
  const count = elementCount(owner, place, array.shape, Number.MAX_SAFE_INTEGER);
  if ('copy' in array) return { length: count * storages[array.dtype].size, copy: array.copy };
  if (array.values.length === count) return bytesOf(array.values);
  throw formatError(owner, place, `${count} elements, for ${show(array.shape)}`, `${array.values.length}`);
}

/** The bytes of a typed array, which share its memory. Little-endian, as all hosts of TensorFlow.js are. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
