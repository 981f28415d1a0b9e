import type { Metadata } from 'h5wasm';
import { show } from '../../types/shape.js';
import { checkName, formatError } from './format-error.js';
import { type Hdf5Attributes, type Hdf5Dataset, type Hdf5Value, hdf5Attributes } from './hdf5-content.js';
import { checkAttributeNamed, mostBytes } from './hdf5-header.js';
import { type Hdf5Object, type OpenHdf5, onHdf5File, withMemory } from './hdf5-library.js';
import { checkReferences } from './hdf5-texts.js';
import { decodeElements, elementCount, type StoredType, storages } from './named-array.js';

/** The numbers of the classes of types, from the specification of HDF5. */
const typeClasses = { integer: 0, float: 1, string: 3, opaque: 5, enumeration: 8 } as const;

/** The filters that are part of the library: deflate, shuffle and Fletcher's checksum. */
const knownFilters = [1, 2, 3];

/**
 * How elements are stored; `undefined` for types that are neither numbers nor booleans nor strings.
 *
 * @param exponentBits Tells float16 from bfloat16.
 * @param note The attribute by which Keras says what bytes are bfloat16.
 */
function storedType(
  { type, size, signed, enum_type: enumeration }: Metadata,
  exponentBits: number,
  note: unknown,
): StoredType | 'string' | undefined {
  if (type === typeClasses.string) return 'string';
  if (type === typeClasses.float) {
    if (size === 2) return exponentBits === 8 ? 'bfloat16' : 'float16';
    return size === 4 ? 'float32' : size === 8 ? 'float64' : undefined;
  }
  if (type === typeClasses.opaque && size === 2 && note === 'bfloat16') return note;
  const names = Object.keys(enumeration?.members ?? {}).sort();
  if (type === typeClasses.enumeration && size === 1 && names.join() === 'FALSE,TRUE') return 'bool';
  if (type !== typeClasses.integer) return undefined;
  const name = `${signed ? '' : 'u'}int${8 * size}`;
  return Object.hasOwn(storages, name) ? (name as StoredType) : undefined;
}

/** A dataset, whose values are read when they are asked for. What the file claims of it is checked now. */
export function readDataset(open: OpenHdf5, object: Hdf5Object): Hdf5Dataset {
  const { path, header, bytes: all } = object;
  const { library, owner, file, bytes } = open;
  const wrong = (expected: string, got: string) => formatError(owner, path, expected, got);
  const metadata = library.get_dataset_metadata(file, path);
  const { shape, size } = metadata;
  if (metadata.virtual_sources !== undefined) throw wrong('its data in the file itself', 'a virtual dataset');
  const attributes = header.hasAttributes ? readAttributes(open, object) : hdf5Attributes({});
  const stored = storedType(metadata, header.exponentBits, attributes.dtype);
  if (stored === undefined || shape === null)
    throw wrong('numbers, booleans or strings', `type class ${metadata.type}`);
  const { contiguous } = header;
  const count = elementCount(owner, path, shape, Math.floor((contiguous?.size ?? mostBytes(all)) / Math.max(1, size)));
  const isKnown = library.get_dataset_filters(file, path).every(({ id }) => knownFilters.includes(id));
  if (!isKnown) throw wrong('data that is compressed by gzip', 'another filter');
  if (stored === 'string') {
    if (metadata.vlen && count > 0) {
      // Each element is a reference to the text; in chunks, it could not be checked before it is read.
      if (contiguous === undefined) throw wrong('strings of fixed length, or in one piece', 'strings in chunks');
      if (contiguous.size < 16 * count) throw wrong(`${16 * count} bytes`, `${contiguous.size}`);
      checkReferences(all, contiguous.offset, count);
    }
    const read = () => (count === 0 ? [] : elementsOf(open, path, metadata, strings));
    return { kind: 'dataset', shape, dtype: 'string', attributes, read };
  }
  const { size: elementSize, readAs } = storages[stored];
  if (contiguous !== undefined && contiguous.size !== elementSize * count) {
    throw wrong(`${elementSize * count} bytes, for shape ${show(shape)}`, `${contiguous.size}`);
  }
  // Bytes without a type have no order, and those of the library are little-endian.
  const isBigEndian = metadata.type !== typeClasses.opaque && !metadata.littleEndian;
  const read = () => {
    if (count === 0) return decodeElements(owner, path, stored, new Uint8Array(0));
    if (contiguous === undefined) {
      return decodeElements(owner, path, stored, elementsOf(open, path, metadata, copied));
    }
    const data = bytes.subarray(contiguous.offset, contiguous.offset + contiguous.size);
    return decodeElements(owner, path, stored, data, isBigEndian);
  };
  return { kind: 'dataset', shape, dtype: readAs, attributes, read };
}

/** What `use` makes of the elements of a dataset in the library's memory, for which the file is opened once more. */
function elementsOf<Result>(
  { library, owner, bytes }: OpenHdf5,
  path: string,
  metadata: Metadata,
  use: (open: OpenHdf5, pointer: number, metadata: Metadata) => Result,
): Result {
  return onHdf5File(library, owner, bytes, (open) =>
    withMemory(open, path, metadata.size * metadata.total_size, (pointer) => {
      const status = library.get_dataset_data(open.file, path, null, null, null, BigInt(pointer));
      if (status < 0) throw formatError(owner, path, 'data that can be read', 'damaged data');
      try {
        return use(open, pointer, metadata);
      } finally {
        if (metadata.vlen) library.reclaim_vlen_memory(open.file, path, '', BigInt(pointer));
      }
    }),
  );
}

function copied({ library }: OpenHdf5, pointer: number, { size, total_size: count }: Metadata): Uint8Array {
  return library.HEAPU8.slice(pointer, pointer + size * count);
}

/** Strings of fixed length, which end at a zero byte or are padded; or references to strings that end at one. */
function strings(
  { library }: OpenHdf5,
  pointer: number,
  { size, total_size: count, vlen, strpad }: Metadata,
): readonly string[] {
  const heap = library.HEAPU8;
  const view = new DataView(heap.buffer, heap.byteOffset);
  return Array.from({ length: count }, (_, index) => {
    const at = pointer + size * index;
    const start = vlen ? view.getUint32(at, true) : at;
    if (vlen && start === 0) return '';
    const zero = heap.indexOf(0, start);
    const end = vlen ? zero : Math.min(at + size, zero < 0 ? heap.length : zero);
    const text = new TextDecoder().decode(heap.slice(start, end));
    return !vlen && strpad === 2 ? text.trimEnd() : text;
  });
}

/** All attributes of an object. Those of types that are not numbers, booleans or strings are left out. */
export function readAttributes(open: OpenHdf5, { path, header, bytes }: Hdf5Object): Hdf5Attributes {
  const { library, owner, file } = open;
  const values: Record<string, Hdf5Value> = Object.create(null);
  for (const name of library.get_attribute_names(file, path)) {
    const place = `attribute ${name} of ${path}`;
    checkName(owner, `the attributes of ${path}`, name);
    const metadata = library.get_attribute_metadata(file, path, name);
    const stored = storedType(metadata, 0, undefined);
    if (stored === undefined) continue;
    if (metadata.vlen && header.hasDenseAttributes) checkAttributeNamed(bytes, name);
    values[name] = metadata.shape === null ? null : attributeValue(open, path, name, place, metadata, stored);
  }
  return hdf5Attributes(values);
}

function attributeValue(
  open: OpenHdf5,
  path: string,
  name: string,
  place: string,
  metadata: Metadata,
  stored: StoredType | 'string',
): Hdf5Value {
  const { library, owner, file, bytes } = open;
  const shape = metadata.shape ?? [];
  const isScalar = shape.length === 0;
  const count = elementCount(owner, place, shape, Math.floor(bytes.length / Math.max(1, metadata.size)));
  return withMemory(open, place, metadata.size * count, (pointer) => {
    const status = library.get_attribute_data(file, path, name, BigInt(pointer));
    if (status < 0) throw formatError(owner, place, 'a value that can be read', 'damaged data');
    try {
      if (stored === 'string') {
        const texts = strings(open, pointer, metadata);
        return isScalar ? (texts[0] ?? '') : texts;
      }
      const data = copied(open, pointer, metadata);
      if (!isScalar)
        return { shape, dtype: storages[stored].readAs, values: decodeElements(owner, place, stored, data) };
      return scalar(owner, place, stored, data);
    } finally {
      if (metadata.vlen) library.reclaim_vlen_memory(file, path, name, BigInt(pointer));
    }
  });
}

/** One number, or a boolean. Of integers of 64 bits, those that a number can hold. */
function scalar(owner: string, place: string, stored: StoredType, data: Uint8Array): number | boolean {
  if (stored === 'int64' || stored === 'uint64') {
    const view = new DataView(data.buffer, data.byteOffset);
    const value = stored === 'int64' ? view.getBigInt64(0, true) : view.getBigUint64(0, true);
    if (BigInt(Number(value)) === value) return Number(value);
    throw formatError(owner, place, 'an integer of at most 53 bits', `${value}`);
  }
  const [value = 0] = decodeElements(owner, place, stored, data);
  return stored === 'bool' ? value !== 0 : value;
}
