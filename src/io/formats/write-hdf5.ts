import { received } from '../../errors.js';
import { show } from '../../types/shape.js';
import { type ByteParts, paddingAfter } from './byte-parts.js';
import { checkName, formatError } from './format-error.js';
import { hdf5Bytes, setEndOfFile } from './hdf5-bytes.js';
import type { Hdf5Attributes, Hdf5Value, NewHdf5Dataset, NewHdf5Group } from './hdf5-content.js';
import {
  addressOf,
  contentsOf,
  type Hdf5Library,
  loadHdf5Library,
  type OpenHdf5,
  onHdf5File,
  withMemory,
} from './hdf5-library.js';
import { setDataAddress } from './hdf5-messages.js';
import { type ArrayType, bytesOf, elementCount, partOf, storages } from './named-array.js';

/** What the library is told of a value. */
type WriteMetadata = Parameters<Hdf5Library['create_attribute']>[4];

/** How a value is to be stored. */
interface Encoded {
  readonly type: (typeof typeClasses)[keyof typeof typeClasses];
  readonly size: number;
  readonly signed: boolean;
  readonly shape: readonly number[];
  /** The bytes of numbers, or strings. */
  readonly data: Uint8Array | readonly string[];
}

/** The numbers of the classes of types, from the specification of HDF5. */
const typeClasses = { integer: 0, float: 1, string: 3 } as const;

/** The bytes that the header of an object has for one attribute, less what describes it. */
const mostAttributeBytes = 64_000;

/** The elements of datasets by the paths of these, which follow what the library writes. */
type Data = Map<string, ByteParts[number]>;

/**
 * The bytes of an HDF5 file of groups and datasets, which every version of the HDF5 library reads.
 *
 * The library writes all but the elements of datasets of numbers. They follow, aligned, and are not copied.
 *
 * Booleans become integers of 8 bits, because the library cannot write the enumeration that h5py reads as booleans.
 *
 * @param owner Who writes, for errors.
 * @throws DataError if a name has a slash, a string has a zero character, or an attribute has more than 64,000 bytes.
 */
export async function writeHdf5(root: NewHdf5Group, owner: string = 'writeHdf5'): Promise<ByteParts> {
  const library = await loadHdf5Library();
  return onHdf5File(library, owner, null, (open) => {
    const data: Data = new Map();
    writeGroup(open, '/', root, data);
    return withData(open, data);
  });
}

/** What the library has written, and the data after it, whose addresses are put where the library has left them out. */
function withData(open: OpenHdf5, data: Data): ByteParts {
  const contents = contentsOf(open);
  const file = hdf5Bytes(contents, open.owner);
  const parts: ByteParts[number][] = [contents];
  let end = contents.length;
  for (const [path, part] of data) {
    const padding = paddingAfter(end);
    parts.push(padding, part);
    const offset = end + padding.length;
    setDataAddress({ ...file, place: path }, addressOf(open, path), { offset, size: part.length });
    end = offset + part.length;
  }
  setEndOfFile(file, end);
  return parts;
}

function writeGroup(open: OpenHdf5, path: string, { attributes, members }: NewHdf5Group, data: Data): void {
  const { library, owner, file } = open;
  writeAttributes(open, path, attributes);
  for (const [name, member] of members) {
    checkName(owner, path, name);
    if (name.includes('/') || name === '.') throw formatError(owner, path, 'names without slashes', received(name));
    const place = path === '/' ? `/${name}` : `${path}/${name}`;
    if (member.kind === 'group') {
      check(open, place, library.create_group(file, place));
      writeGroup(open, place, member, data);
    } else {
      writeDataset(open, place, member, data);
      writeAttributes(open, place, member.attributes);
    }
  }
}

function check({ owner }: OpenHdf5, place: string, status: number): void {
  if (status < 0) throw formatError(owner, place, 'a new object', 'an error of the HDF5 library');
}

function writeDataset(open: OpenHdf5, place: string, dataset: NewHdf5Dataset, all: Data): void {
  const { library, owner, file } = open;
  if (dataset.dtype === 'string') {
    const { shape } = dataset;
    const texts = dataset.read();
    const count = elementCount(owner, place, shape, Number.MAX_SAFE_INTEGER);
    if (count !== texts.length)
      throw formatError(owner, place, `${count} texts, for ${show(shape)}`, `${texts.length}`);
    const metadata = metadataOf(encodeStrings(owner, place, texts, shape), texts.length);
    check(open, place, library.create_vlen_str_dataset(file, place, texts, metadata));
    return;
  }
  const data = partOf(owner, place, dataset.array);
  // Without data, which is an error to the library, a dataset has no place in the file. Whether it is there shows later.
  const status = library.create_dataset(
    file,
    place,
    0n,
    metadataOf({ ...typeOf(dataset.dtype), shape: dataset.array.shape }, data.length),
  );
  if (data.length > 0) all.set(place, data);
  else check(open, place, status);
}

function writeAttributes(open: OpenHdf5, path: string, attributes: Hdf5Attributes): void {
  const { library, owner, file } = open;
  const names = Object.keys(attributes);
  for (const name of names) {
    const place = `attribute ${name} of ${path}`;
    checkName(owner, `the attributes of ${path}`, name);
    const encoded = encodeValue(owner, place, attributes[name] as Hdf5Value);
    const bytes = encoded.data.length * (encoded.type === typeClasses.string ? 16 : 1);
    if (bytes > mostAttributeBytes) throw formatError(owner, place, `at most ${mostAttributeBytes} bytes`, `${bytes}`);
    const { data } = encoded;
    const metadata = metadataOf(encoded, data.length);
    if (!(data instanceof Uint8Array)) {
      check(open, place, library.create_vlen_str_attribute(file, path, name, data, metadata));
      continue;
    }
    withMemory(open, place, data.length, (pointer) => {
      library.HEAPU8.set(data, pointer);
      check(open, place, library.create_attribute(file, path, name, BigInt(pointer), metadata));
    });
  }
  // What could not be created is not among what these functions report.
  const written = names.length === 0 ? 0 : library.get_attribute_names(file, path).length;
  if (written !== names.length) throw formatError(owner, path, `${names.length} attributes`, `${written} written`);
}

function encodeValue(owner: string, place: string, value: Hdf5Value): Encoded {
  if (typeof value === 'string') return encodeStrings(owner, place, [value], []);
  if (typeof value === 'boolean') return encodeNumbers('bool', Uint8Array.of(value ? 1 : 0), []);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      return encodeNumbers('float64', Float64Array.of(value), []);
    const data = bytesOf(BigInt64Array.of(BigInt(value)));
    return { type: typeClasses.integer, size: 8, signed: true, shape: [], data };
  }
  if (value === null) throw formatError(owner, place, 'a value', 'null');
  return 'dtype' in value
    ? encodeNumbers(value.dtype, value.values, value.shape)
    : encodeStrings(owner, place, value, [value.length]);
}

function encodeStrings(owner: string, place: string, data: readonly string[], shape: readonly number[]): Encoded {
  const wrong = data.find((text) => text.includes('\0'));
  if (wrong !== undefined) throw formatError(owner, place, 'strings without zero characters', received(wrong));
  return { type: typeClasses.string, size: 4, signed: false, shape, data };
}

function encodeNumbers(dtype: ArrayType, values: ArrayBufferView, shape: readonly number[]): Encoded {
  return { ...typeOf(dtype), shape, data: bytesOf(values) };
}

function typeOf(dtype: ArrayType): Pick<Encoded, 'type' | 'size' | 'signed'> {
  const type = dtype.startsWith('float') ? typeClasses.float : typeClasses.integer;
  return { type, size: storages[dtype].size, signed: !/^(u|bool)/.test(dtype) };
}

/** What the library is told of a value, of which it is given `length` strings or bytes of numbers. */
function metadataOf(encoded: Omit<Encoded, 'data'>, length: number): WriteMetadata {
  const { type, size, signed, shape } = encoded;
  const sizes = shape.map(BigInt);
  const isStrings = type === typeClasses.string;
  return {
    type,
    size,
    signed,
    shape: sizes,
    maxshape: sizes,
    vlen: isStrings,
    cset: 1,
    littleEndian: true,
    total_size: length / (isStrings ? 1 : size),
  };
}
