import { received } from '../../errors.js';
import { show } from '../../types/shape.js';
import { type ByteParts, paddingAfter } from './byte-parts.js';
import { checkName, formatError } from './format-error.js';
import { parseJson } from './json.js';
import {
  bytesOf,
  decodeElements,
  elementCount,
  type NamedArray,
  type NamedWritable,
  partOf,
  type StoredType,
  storages,
} from './named-array.js';

/** The types of the format by their names there. */
const storedTypes: Readonly<Record<string, StoredType>> = Object.assign(Object.create(null), {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
} satisfies Record<string, StoredType>);

/** The most bytes of a header, from the specification. */
const longestHeader = 100_000_000;

/** The contents of a safetensors file. */
export interface Safetensors {
  /** In the order of their data. */
  readonly arrays: readonly NamedArray[];
  /** Texts by name, without a prototype. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The arrays of a safetensors file, whose values may share the memory of `bytes`.
 *
 * @param owner The name of the file in errors.
 * @throws DataError if the file is damaged, a name occurs twice, or arrays overlap or leave bytes between them.
 */
export function readSafetensors(bytes: Uint8Array, owner: string): Safetensors {
  const { header, data } = partsOf(bytes, owner);
  const arrays: { array: NamedArray; start: number; end: number }[] = [];
  let metadata: Readonly<Record<string, string>> = Object.create(null);
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = checkedMetadata(entry, owner);
    else arrays.push(readEntry(name, entry, data, owner));
  }
  arrays.sort((left, right) => left.start - right.start || left.end - right.end);
  let end = 0;
  for (const { array, start, end: next } of arrays) {
    if (start !== end) throw formatError(owner, array.name, `data that begins at ${end}`, `${start}`);
    end = next;
  }
  if (end !== data.length) throw formatError(owner, 'the data', `${end} bytes`, `${data.length}`);
  return { arrays: arrays.map(({ array }) => array), metadata };
}

/** The header as an object, and the data after it. */
function partsOf(bytes: Uint8Array, owner: string): { header: object; data: Uint8Array } {
  const wrong = (expected: string, got: string) => formatError(owner, 'the header', expected, got);
  if (bytes.length < 8) throw wrong('8 bytes that say how long it is', `${bytes.length} bytes`);
  const size = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (size > longestHeader) throw wrong(`at most ${longestHeader} bytes`, `${size}`);
  const start = 8 + Number(size);
  if (start > bytes.length) throw wrong(`${size} bytes`, `${bytes.length - 8}`);
  if (bytes[8] !== 0x7b) throw wrong('a JSON object', 'something else');
  return { header: parseJson(bytes.subarray(8, start), owner, 'the header') as object, data: bytes.subarray(start) };
}

function checkedMetadata(entry: unknown, owner: string): Readonly<Record<string, string>> {
  const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  if (!isObject || !Object.values(entry).every((value) => typeof value === 'string')) {
    throw formatError(owner, '__metadata__', 'texts by name', received(entry));
  }
  return Object.freeze(Object.assign(Object.create(null), entry));
}

function readEntry(
  name: string,
  entry: unknown,
  data: Uint8Array,
  owner: string,
): { array: NamedArray; start: number; end: number } {
  checkName(owner, 'the header', name);
  const wrong = (expected: string, got: unknown) => formatError(owner, name, expected, received(got));
  const isObject = typeof entry === 'object' && entry !== null;
  const keys = isObject ? Object.keys(entry).sort().join() : '';
  if (!isObject || keys !== 'data_offsets,dtype,shape') throw wrong('dtype, shape and data_offsets', entry);
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  const stored = typeof dtype === 'string' ? storedTypes[dtype] : undefined;
  if (stored === undefined) throw wrong(`one of the types ${Object.keys(storedTypes).join(', ')}`, dtype);
  if (!isNaturals(shape)) throw wrong('a shape of sizes', shape);
  const { size, readAs } = storages[stored];
  const count = elementCount(owner, name, shape, Math.floor(data.length / size));
  if (!isNaturals(offsets) || offsets.length !== 2) throw wrong('two data_offsets', offsets);
  const [start, end] = offsets as [number, number];
  if (end > data.length) throw wrong(`data_offsets in its ${data.length} bytes`, offsets);
  if (end - start !== count * size) throw wrong(`${count * size} bytes, for ${show(shape)}`, offsets);
  const values = decodeElements(owner, name, stored, data.subarray(start, end));
  return { array: { name, shape, dtype: readAs, values }, start, end };
}

function isNaturals(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/**
 * A safetensors file of arrays by name, with texts about them.
 *
 * @throws DataError if two arrays have one name, or values are not as many as a shape has.
 */
export function writeSafetensors(
  arrays: readonly NamedWritable[],
  metadata: Readonly<Record<string, string>> = {},
  owner: string = 'writeSafetensors',
): ByteParts {
  const header: Record<string, unknown> = Object.create(null);
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  // Larger elements first, so that all are aligned.
  const sizeOf = ({ dtype }: NamedWritable) => storages[dtype].size;
  const sorted = [...arrays].sort((left, right) => sizeOf(right) - sizeOf(left));
  const data = sorted.map((array) => partOf(owner, array.name, array));
  let offset = 0;
  for (const [index, { name, shape, dtype }] of sorted.entries()) {
    checkName(owner, 'names', name);
    if (name in header || name === '__metadata__') {
      throw formatError(owner, 'names', 'each name once', `${received(name)} twice`);
    }
    const type = Object.keys(storedTypes).find((key) => storedTypes[key] === dtype);
    const end = offset + (data[index]?.length ?? 0);
    header[name] = { dtype: type, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces may follow the JSON, so that the data after them is aligned.
  const spaces = paddingAfter(8 + text.length).fill(0x20);
  const size = new DataView(new ArrayBuffer(8));
  size.setBigUint64(0, BigInt(text.length + spaces.length), true);
  return [bytesOf(size), text, spaces, ...data];
}
