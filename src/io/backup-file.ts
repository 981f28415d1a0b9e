import { ArgumentError, DataError, received } from '../errors.js';
import type { PlainData } from '../training/callback.js';
import { version } from '../version.js';
import type { ByteParts } from './formats/byte-parts.js';
import { parseJson } from './formats/json.js';
import type { NumberArray } from './formats/named-array.js';
import { readSafetensors, writeSafetensors } from './formats/safetensors.js';
import { writeZip } from './formats/write-zip.js';
import { readZip } from './formats/zip.js';

/** What a backup says that it is. The version changes with what older versions of the library could not read. */
const format = { name: 'tupleflow backup', version: 1 } as const;

const names = { format: 'format.json', state: 'state.json', arrays: 'arrays.safetensors' } as const;

/** The keys of records in JSON that stand for what JSON has no form for. */
const [arrayKey, numberKey] = ['$array', '$number'] as const;

/**
 * Data as the bytes of a file, an archive whose members have checksums.
 *
 * @throws ArgumentError if a part of it is no {@link PlainData}.
 */
export function encodeBackup(data: unknown, owner: string): ByteParts {
  const arrays: NumberArray[] = [];
  const json = (value: unknown) => [new TextEncoder().encode(JSON.stringify(value))];
  const state = json(encoded(data, arrays, owner, 'state'));
  const named = arrays.map((array, index) => ({ ...array, name: String(index) }));
  return writeZip(
    new Map([
      [names.format, json({ format: format.name, version: format.version, tupleflow: version })],
      [names.state, state],
      [names.arrays, writeSafetensors(named, {}, owner)],
    ]),
    owner,
  );
}

function encoded(value: unknown, arrays: NumberArray[], owner: string, place: string): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [numberKey]: Object.is(value, -0) ? '-0' : String(value) };
  }
  const dtype = typeOf(value);
  if (dtype !== undefined) {
    const values = value as Float32Array | Int32Array | Uint8Array;
    return { [arrayKey]: arrays.push({ shape: [values.length], dtype, values }) - 1 };
  }
  if (Array.isArray(value)) return value.map((item, index) => encoded(item, arrays, owner, `${place}[${index}]`));
  const isRecord = typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isRecord || Object.keys(value as object).some((key) => key.startsWith('$'))) {
    throw new ArgumentError(`${owner}: ${place} expects plain data (received ${received(value)})`);
  }
  const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, encoded(item, arrays, owner, `${place}.${key}`)]));
}

function typeOf(value: unknown): 'float32' | 'int32' | 'uint8' | undefined {
  if (value instanceof Float32Array) return 'float32';
  if (value instanceof Int32Array) return 'int32';
  return value instanceof Uint8Array ? 'uint8' : undefined;
}

/**
 * The data in the bytes of a file.
 *
 * @param owner The name of the file in errors.
 * @throws DataError if it is damaged, no backup, or one of a later version.
 */
export function decodeBackup(bytes: Uint8Array, owner: string): PlainData {
  const members = readZip(bytes, owner);
  const read = (name: string) => {
    const member = members.get(name);
    if (member === undefined) throw new DataError(`${owner} expects ${name} in a backup of a training (received none)`);
    return member.read();
  };
  const stated = parseJson(read(names.format), owner, names.format) as { readonly format?: unknown; version?: unknown };
  if (stated?.format !== format.name || stated.version !== format.version) {
    const expected = `the format ${format.name}, version ${format.version}`;
    throw new DataError(
      `${owner} expects ${expected} (received ${received(stated?.format)}, ${received(stated?.version)})`,
    );
  }
  const { arrays } = readSafetensors(read(names.arrays), owner);
  const byName = new Map(arrays.map((array) => [array.name, array.values]));
  return decoded(parseJson(read(names.state), owner, names.state), byName, owner);
}

function decoded(value: unknown, arrays: ReadonlyMap<string, NumberArray['values']>, owner: string): PlainData {
  if (typeof value !== 'object' || value === null) return value as PlainData;
  if (Array.isArray(value)) return value.map((item) => decoded(item, arrays, owner));
  const entries = Object.entries(value);
  const [[key, item] = []] = entries;
  if (key === numberKey) return Number(item);
  if (key === arrayKey) {
    const found = arrays.get(String(item));
    if (found === undefined) throw new DataError(`${owner} expects an array ${item} (received none)`);
    return found as Float32Array | Int32Array | Uint8Array;
  }
  return Object.fromEntries(entries.map(([name, each]) => [name, decoded(each, arrays, owner)]));
}
