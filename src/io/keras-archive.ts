import { DataError, received } from '../errors.js';
import { version } from '../version.js';
import type { ByteParts } from './formats/byte-parts.js';
import { readHdf5 } from './formats/hdf5.js';
import {
  type Hdf5Dataset,
  type Hdf5Group,
  hdf5Dataset,
  hdf5Group,
  hdf5Tree,
  type NewHdf5Group,
} from './formats/hdf5-content.js';
import type { NamedArray, WritableArray } from './formats/named-array.js';
import { writeHdf5 } from './formats/write-hdf5.js';
import { writeZip } from './formats/write-zip.js';
import type { ZipMember } from './formats/zip.js';
import { readJson, writeJson } from './json-text.js';
import { modernConfig } from './keras-2.js';
import { isRecord } from './keras-config.js';
import { withoutListsOfOne } from './lists-of-one.js';
import type { ModelFile } from './model-file.js';
import type { ModelSnapshot } from './model-snapshot.js';
import { pairsByPlace, type StoredArray } from './stored-weights.js';

const names = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const;

/** The key of metadata that says which version of the library wrote a file. */
export const writer = 'tupleflow_version';

/**
 * The parts of a `.keras` archive.
 *
 * @param members the files in the archive by their paths.
 * @throws DataError if one is damaged, or missing.
 */
export async function readKerasArchive(members: ReadonlyMap<string, ZipMember>, owner: string): Promise<ModelFile> {
  const member = (name: string) => {
    const found = members.get(name);
    if (found === undefined) throw new DataError(`${owner} expects ${name} in the archive (received none)`);
    return found.read();
  };
  const config = readJson(member(names.config), owner, names.config);
  const metadata = members.has(names.metadata) ? readJson(member(names.metadata), owner, names.metadata) : null;
  const stored = weightStore(await readHdf5(member(names.weights), `${owner}: ${names.weights}`), owner);
  const assets = new Map<string, string>();
  for (const [path, member] of members) {
    if (path.startsWith('assets/')) assets.set(path.slice('assets/'.length), new TextDecoder().decode(member.read()));
  }
  const isOld = isRecord(metadata) && /^2\./.test(String(metadata.keras_version));
  const modern = modernConfig(config, `${owner}: ${names.config}`, isOld);
  return {
    owner,
    config: isRecord(metadata) && writer in metadata ? modern : withoutListsOfOne(modern),
    compileConfig: isRecord(config)
      ? modernConfig(config.compile_config ?? null, `${owner}: compile_config`, isOld)
      : null,
    keepsPhase: isOld || (isRecord(metadata) && writer in metadata),
    assets,
    ...stored,
    ...(isOld && { optimizer: () => [], oldOptimizer: stored.optimizer }),
  };
}

/** The parts of attention before whose names Keras 2 puts a `_`. */
const oldParts = /(?<=^|\/)(query|key|value|output)_dense$/;

/** The weights in a file as Keras 3 stores them: groups by the places of layers, in which arrays are numbered. */
export function weightStore(
  root: Hdf5Group,
  owner: string,
): Pick<ModelFile, 'pairs'> & { optimizer(): readonly NamedArray[] } {
  const top = root.members.has('_layer_checkpoint_dependencies') ? '_layer_checkpoint_dependencies' : 'layers';
  return {
    pairs: (model, skipsMismatch) => {
      const arraysAt = (path: string) => {
        const place = path.replace(/(?<=^|\/)layers(?=\/)/g, top);
        const arrays = variablesAt(root, place, owner);
        // Keras 2 has parts of attention under other names.
        return arrays.length > 0 ? arrays : variablesAt(root, place.replace(oldParts, '_$&'), owner);
      };
      return pairsByPlace(owner, model, arraysAt, skipsMismatch);
    },
    optimizer: () => variablesAt(root, 'optimizer', owner).map((array) => ({ ...array, values: array.read() })),
  };
}

/** The arrays under `vars` in a place, in the order of their numbers. */
function variablesAt(root: Hdf5Group, path: string, owner: string): readonly StoredArray[] {
  const place = varsPath(path);
  const group = place
    .split('/')
    .reduce<Hdf5Group | Hdf5Dataset | undefined>(
      (at, name) => (at?.kind === 'group' ? at.members.get(name) : undefined),
      root,
    );
  if (group?.kind !== 'group') return [];
  return Array.from({ length: group.members.size }, (_, index) => {
    const member = group.members.get(String(index));
    if (member?.kind === 'dataset' && member.dtype !== 'string') return { ...member, name: `${place}/${index}` };
    throw new DataError(
      `${owner}: ${place} expects arrays that are numbered from 0 (received ${received([...group.members.keys()])})`,
    );
  });
}

/** A `.keras` archive, which Keras 3 reads. */
export async function writeKerasArchive(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  const json = (value: unknown) => [new TextEncoder().encode(writeJson(value))];
  const { config, compileConfig } = snapshot;
  const metadata = { keras_version: kerasVersion, date_saved: savedAt(new Date()), [writer]: version };
  return writeZip(
    new Map([
      [names.metadata, json(metadata)],
      [names.config, json(compileConfig === null ? config : { ...config, compile_config: compileConfig })],
      [names.weights, await writeHdf5(weightTree(snapshot), owner)],
    ]),
    owner,
  );
}

/** The version of Keras whose form of files is written. */
export const kerasVersion = '3.15.1';

/** `2026-11-23@23:51:16`, as Keras writes it. */
function savedAt(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', '@');
}

/** The groups of a file of weights as Keras 3 stores them. */
export function weightTree({ groups, optimizer }: ModelSnapshot): NewHdf5Group {
  const places = groups.map(({ path, name, arrays }) => [varsPath(path), numberedGroup(arrays, name)] as const);
  const state =
    optimizer === null ? [] : [['optimizer/vars', numberedGroup(optimizer.arrays, optimizer.name)] as const];
  return hdf5Tree([...places, ...state]);
}

/** The path of the arrays of a place, which are numbered in it. */
export function varsPath(path: string): string {
  return path === '' ? 'vars' : `${path}/vars`;
}

function numberedGroup(arrays: readonly WritableArray[], name: string): NewHdf5Group {
  return hdf5Group(new Map(arrays.map((array, index) => [String(index), hdf5Dataset(array)])), { name });
}
