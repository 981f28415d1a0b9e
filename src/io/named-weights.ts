import type { ByteParts } from './formats/byte-parts.js';
import type { NamedArray, NamedWritable } from './formats/named-array.js';
import { readNpz, writeNpz } from './formats/npz.js';
import { readSafetensors, writeSafetensors } from './formats/safetensors.js';
import { varsPath } from './keras-archive.js';
import { matchedInAnyOrder } from './match-names.js';
import type { ModelFile } from './model-file.js';
import type { ArrayGroup, ModelSnapshot } from './model-snapshot.js';
import { pairsByPlace, type StoredArray } from './stored-weights.js';

/** The weights of a model as an archive of NumPy's arrays (`.npz`), by their paths. */
export function writeNpzWeights(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  return Promise.resolve(writeNpz(namedArrays(snapshot), owner));
}

/** The weights of a model as safetensors, by their paths. */
export function writeSafetensorsWeights(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  return Promise.resolve(writeSafetensors(namedArrays(snapshot), {}, owner));
}

/** The arrays by the paths of their weights, or by their places in Keras' files where two layers have one name. */
function namedArrays({ groups }: Pick<ModelSnapshot, 'groups'>): readonly NamedWritable[] {
  const arrays = groups.flatMap((group) => group.arrays);
  const isByPath = new Set(arrays.map(({ name }) => name)).size === arrays.length;
  return isByPath ? arrays : groups.flatMap(placedArrays);
}

function placedArrays({ path, arrays }: ArrayGroup): readonly NamedWritable[] {
  return arrays.map((array, index) => ({ ...array, name: `${varsPath(path)}/${index}` }));
}

/** The parts of a file of arrays by the paths of weights. */
function namedWeightFile(arrays: readonly NamedArray[], owner: string): ModelFile {
  const stored = arrays.map((array) => ({ ...array, read: () => array.values }));
  return {
    owner,
    config: null,
    compileConfig: null,
    keepsPhase: false,
    assets: new Map(),
    optimizer: () => [],
    pairs: (model, skipsMismatch) =>
      stored.some(({ name }) => /(^|\/)vars\/0$/.test(name))
        ? pairsByPlace(owner, model, (path) => numbered(stored, varsPath(path)), skipsMismatch)
        : matchedInAnyOrder(owner, model, stored, skipsMismatch),
  };
}

/** The arrays in a place in the order of their numbers. */
function numbered(arrays: readonly StoredArray[], place: string): readonly StoredArray[] {
  const number = (name: string) => Number(name.slice(place.length + 1));
  return arrays
    .filter(({ name }) => name.startsWith(`${place}/`) && Number.isInteger(number(name)))
    .sort((left, right) => number(left.name) - number(right.name));
}

/** The weights in an archive of NumPy's arrays. */
export function readNpzWeights(bytes: Uint8Array, owner: string): ModelFile {
  return namedWeightFile(readNpz(bytes, owner), owner);
}

/** The weights in a file of safetensors. */
export function readSafetensorsWeights(bytes: Uint8Array, owner: string): ModelFile {
  return namedWeightFile(readSafetensors(bytes, owner).arrays, owner);
}

/** Whether bytes begin as safetensors do: with the size of a header, which is JSON. */
export function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true);
  return size <= BigInt(bytes.length - 8);
}
