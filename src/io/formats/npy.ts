import { received } from '../../errors.js';
import { show } from '../../types/shape.js';
import { alignment, type ByteParts } from './byte-parts.js';
import { formatError } from './format-error.js';
import {
  type ArrayType,
  arrayClasses,
  decodeElements,
  elementCount,
  type NumberArray,
  partOf,
  type StoredType,
  storages,
  type WritableArray,
} from './named-array.js';

/** NumPy's letters for the kinds of numbers, with the sizes in bytes that they have. */
const storedTypes: Readonly<Record<string, StoredType>> = Object.assign(Object.create(null), {
  f8: 'float64',
  f4: 'float32',
  f2: 'float16',
  i8: 'int64',
  i4: 'int32',
  i2: 'int16',
  i1: 'int8',
  u8: 'uint64',
  u4: 'uint32',
  u2: 'uint16',
  u1: 'uint8',
  b1: 'bool',
} satisfies Record<string, StoredType>);

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The most bytes of a header; NumPy trusts no longer one than 10,000. */
const longestHeader = 10_000;

/** Whether bytes begin as an NPY file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/**
 * The array of an NPY file, of any version, byte order and order of axes. Its values may share the memory of `bytes`.
 *
 * @param owner The name of the file in errors.
 * @param place The part of the file.
 * @throws DataError if the file is damaged, or its elements are neither numbers nor booleans. Python's objects, which
 * are code that is run, are refused.
 */
export function readNpy(bytes: Uint8Array, owner: string, place: string = 'the NPY file'): NumberArray {
  const wrong = (expected: string, got: string) => formatError(owner, place, expected, got);
  if (!isNpy(bytes)) throw wrong('the bytes that an NPY file starts with', 'other bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) throw wrong('version 1, 2 or 3', `version ${version}`);
  const headerStart = version === 1 ? 10 : 12;
  if (bytes.length < headerStart) throw wrong('a whole header', `${bytes.length} bytes`);
  const headerSize = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = headerStart + headerSize;
  if (headerSize > longestHeader) throw wrong(`a header of at most ${longestHeader} bytes`, `${headerSize}`);
  if (start > bytes.length) throw wrong('a whole header', `${bytes.length} bytes`);
  const { type, isFortran, shape } = parseHeader(bytes.subarray(headerStart, start), owner, place);
  const [, order, letters = ''] = /^([<>|=]?)(.*)$/.exec(type) ?? [];
  const stored = storedTypes[letters];
  if (stored === undefined) throw wrong('numbers or booleans', `elements of type ${received(type)}`);
  const { size, readAs } = storages[stored];
  const data = bytes.subarray(start);
  const count = elementCount(owner, place, shape, Math.floor(data.length / size));
  if (data.length !== count * size) throw wrong(`${count * size} bytes, for ${show(shape)}`, `${data.length}`);
  const values = decodeElements(owner, place, stored, data, order === '>');
  return { shape, dtype: readAs, values: isFortran ? inRows(values, shape, readAs) : values };
}

interface Header {
  readonly type: string;
  readonly isFortran: boolean;
  readonly shape: readonly number[];
}

/** The header, which is a dictionary of Python with these three entries. */
function parseHeader(bytes: Uint8Array, owner: string, place: string): Header {
  const text = new TextDecoder().decode(bytes).trim();
  const wrong = () => formatError(owner, place, "a header of 'descr', 'fortran_order' and 'shape'", received(text));
  const entry = /\s*'(descr|fortran_order|shape)'\s*:\s*(?:'([^'\\]*)'|(True|False)|\(([\d\s,L]*)\))\s*(?:,|(?=\}))/y;
  const entries = new Map<string, string>();
  entry.lastIndex = 1;
  let end = 1;
  for (let match = entry.exec(text); match; match = entry.exec(text)) {
    const [, key = '', string, boolean, tuple] = match;
    if (entries.has(key)) throw wrong();
    const isFitting = { descr: string, fortran_order: boolean, shape: tuple }[key] !== undefined;
    if (!isFitting) throw wrong();
    entries.set(key, (string ?? boolean ?? tuple) as string);
    end = entry.lastIndex;
  }
  if (!text.startsWith('{') || text.slice(end).trim() !== '}' || entries.size !== 3) throw wrong();
  const sizes = (entries.get('shape') as string)
    .replaceAll('L', '')
    .split(',')
    .map((size) => size.trim());
  if (sizes.at(-1) === '') sizes.pop();
  if (!sizes.every((size) => /^\d{1,15}$/.test(size))) throw wrong();
  return {
    type: entries.get('descr') as string,
    isFortran: entries.get('fortran_order') === 'True',
    shape: sizes.map(Number),
  };
}

/** Values whose first axis varies fastest, in row-major order. */
function inRows(values: ArrayLike<number>, shape: readonly number[], type: ArrayType): NumberArray['values'] {
  const rows = new arrayClasses[type](values.length);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const position = shape.map(() => 0);
  let from = 0;
  for (let index = 0; index < values.length; index++) {
    rows[index] = values[from] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [size, stride] = [shape[axis] as number, strides[axis] as number];
      position[axis] = (position[axis] as number) + 1;
      from += stride;
      if ((position[axis] as number) < size) break;
      position[axis] = 0;
      from -= stride * size;
    }
  }
  return rows;
}

/**
 * An NPY file, version 1, little-endian and in row-major order.
 *
 * @throws DataError if the values are not as many as the shape has.
 */
export function writeNpy(array: WritableArray, owner: string = 'writeNpy'): ByteParts {
  const { shape, dtype } = array;
  const data = partOf(owner, 'the array', array);
  const letters = Object.keys(storedTypes).find((key) => storedTypes[key] === dtype) as string;
  const order = storages[dtype].size === 1 ? '|' : '<';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${order}${letters}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // NumPy aligns the data too, so that it can be mapped into memory.
  const start = Math.ceil((magic.length + 4 + header.length + 1) / alignment) * alignment;
  const head = new Uint8Array(start);
  head.set([...magic, 1, 0, (start - 10) & 0xff, (start - 10) >> 8]);
  head.set(new TextEncoder().encode(`${header.padEnd(start - 11)}\n`), 10);
  return [head, data];
}
