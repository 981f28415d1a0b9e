import { received } from '../errors.js';
import { type ByteParts, dividedInto, joined } from './formats/byte-parts.js';
import { checkPath, formatError } from './formats/format-error.js';
import {
  type ArrayValues,
  decodeElements,
  elementCount,
  type NamedWritable,
  type NumberArray,
  partOf,
  storages,
} from './formats/named-array.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';
import type { StoredArray } from './stored-weights.js';

/** Reads a file in the folder of the model by its path. */
type ReadShard = (path: string) => Promise<Uint8Array>;

/** An array in a manifest: what its elements are once they are read, and how they are stored. */
interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly stored: 'float32' | 'int32' | 'bool' | 'float16' | 'uint8' | 'uint16';
  /** What an integer is multiplied by, and what is then added; `null` where it is stored as it is. */
  readonly scaling: { readonly scale: number; readonly min: number } | null;
  /** The number of bytes. */
  readonly size: number;
}

/** The most bytes of the arrays of a model: as many as typed arrays have. */
const mostBytes = 2 ** 33;

/**
 * The arrays of a model of TensorFlow.js, which its manifest lists in groups: the arrays of a group follow one another in
 * the files of the group, of which each has 4 MB or so.
 *
 * @throws DataError if the manifest is malformed, a path leaves the folder of the model, or files have other sizes than it says.
 */
export async function readManifest(manifest: Json, owner: string, read: ReadShard): Promise<readonly StoredArray[]> {
  if (!Array.isArray(manifest)) throw formatError(owner, 'weightsManifest', 'a list', received(manifest));
  const arrays: StoredArray[] = [];
  const names = new Set<string>();
  for (const [index, group] of manifest.entries()) {
    const place = `weightsManifest[${index}]`;
    const { paths, entries } = groupOf(group, owner, place);
    for (const { name } of entries) {
      if (names.has(name)) throw formatError(owner, place, 'each name once', `${received(name)} twice`);
      names.add(name);
    }
    const total = entries.reduce((sum, { size }) => sum + size, 0);
    if (total > mostBytes) throw formatError(owner, place, `at most ${mostBytes} bytes`, `${total}`);
    const shards: Uint8Array[] = [];
    for (const path of paths) shards.push(await read(path));
    const data = joined(shards);
    if (data.length !== total) {
      throw formatError(owner, `${place}.paths`, `${total} bytes, for its weights`, `${data.length}`);
    }
    let offset = 0;
    for (const entry of entries) {
      const bytes = data.subarray(offset, offset + entry.size);
      offset += entry.size;
      const { name, shape, dtype } = entry;
      arrays.push({ name, shape, dtype, read: () => decoded(entry, bytes, owner) });
    }
  }
  return arrays;
}

function groupOf(group: Json, owner: string, place: string) {
  if (!isRecord(group)) throw formatError(owner, place, 'an object with paths and weights', received(group));
  const { paths = null, weights = null } = group;
  if (!Array.isArray(paths)) throw formatError(owner, `${place}.paths`, 'a list of paths', received(paths));
  if (!Array.isArray(weights)) throw formatError(owner, `${place}.weights`, 'a list of weights', received(weights));
  return {
    paths: paths.map((path) => {
      if (typeof path !== 'string') throw formatError(owner, `${place}.paths`, 'paths', received(path));
      const plain = path.replace(/^\.\//, '');
      checkPath(owner, `${place}.paths`, plain);
      return plain;
    }),
    entries: weights.map((weight, index) => entryFrom(weight, owner, `${place}.weights[${index}]`)),
  };
}

function entryFrom(weight: Json, owner: string, place: string): Entry {
  if (!isRecord(weight)) throw formatError(owner, place, 'an object with name, shape and dtype', received(weight));
  const { name = null, shape = null, dtype = null, quantization = null } = weight;
  if (typeof name !== 'string') throw formatError(owner, `${place}.name`, 'text', received(name));
  if (!isSizes(shape)) throw formatError(owner, `${place}.shape`, 'a list of sizes', received(shape));
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw formatError(owner, `${place}.dtype`, "'float32', 'int32' or 'bool'", received(dtype));
  }
  const { stored, scaling }: Pick<Entry, 'stored' | 'scaling'> =
    quantization === null ? { stored: dtype, scaling: null } : storedAs(quantization);
  const size = elementCount(owner, `${place}.shape`, shape, mostBytes) * storages[stored].size;
  return { name, shape, dtype, stored, scaling, size };

  function storedAs(value: Json): Pick<Entry, 'stored' | 'scaling'> {
    const { dtype: type = null, scale = null, min = null } = isRecord(value) ? value : {};
    if (type === 'float16' && dtype === 'float32') return { stored: type, scaling: null };
    const isScaled = typeof scale === 'number' && typeof min === 'number' && dtype !== 'bool';
    if ((type === 'uint8' || type === 'uint16') && isScaled) return { stored: type, scaling: { scale, min } };
    throw formatError(
      owner,
      `${place}.quantization`,
      "dtype 'float16', or 'uint8' or 'uint16' with scale and min",
      received(value),
    );
  }
}

function isSizes(value: Json): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => typeof size === 'number');
}

function decoded(
  { name, stored, dtype, scaling }: Entry,
  bytes: Uint8Array,
  owner: string,
): ArrayValues[NumberArray['dtype']] {
  const values = decodeElements(owner, name, stored, bytes);
  if (scaling === null) return values;
  const { scale, min } = scaling;
  return dtype === 'int32'
    ? Int32Array.from(values, (value) => Math.round(value * scale + min))
    : Float32Array.from(values, (value) => value * scale + min);
}

/** The most bytes of a file of weights: TensorFlow.js' own size, at which browsers cache files. */
const shardSize = 4 * 2 ** 20;

/** The names that files of weights have here, and from TensorFlow.js. */
export const shardName: RegExp = /^([\w.-]+-)?group\d+-shard\d+of\d+\.bin$/;

/** The manifest of arrays, and the files with their elements, of 4 MB at most, whose names begin with `prefix`. */
export function writeManifest(
  arrays: readonly NamedWritable[],
  prefix: string = '',
  owner: string = 'writeManifest',
): {
  readonly manifest: readonly JsonRecord[];
  readonly shards: ReadonlyMap<string, ByteParts>;
} {
  const files = dividedInto(
    arrays.map((array) => partOf(owner, array.name, array)),
    shardSize,
  );
  const nameOf = (index: number) => `${prefix}group1-shard${index + 1}of${files.length}.bin`;
  const shards = new Map(files.map((parts, index) => [nameOf(index), parts]));
  const weights = arrays.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
  return { manifest: [{ paths: [...shards.keys()], weights }], shards };
}
