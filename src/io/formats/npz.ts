import { received } from '../../errors.js';
import type { ByteParts } from './byte-parts.js';
import { checkPath, formatError } from './format-error.js';
import type { NamedArray, NamedWritable } from './named-array.js';
import { readNpy, writeNpy } from './npy.js';
import { writeZip } from './write-zip.js';
import { readZip } from './zip.js';

const ending = '.npy';

/**
 * The arrays of an NPZ file, compressed or not, in their order there.
 *
 * @param owner The name of the file in errors.
 * @throws DataError if the file is damaged, or holds anything but arrays of numbers and booleans.
 */
export function readNpz(bytes: Uint8Array, owner: string): readonly NamedArray[] {
  return [...readZip(bytes, owner)].map(([path, member]) => {
    if (!path.endsWith(ending)) throw formatError(owner, 'the archive', 'arrays (*.npy)', received(path));
    return { name: path.slice(0, -ending.length), ...readNpy(member.read(), owner, path) };
  });
}

/**
 * An NPZ file of arrays by name, uncompressed.
 *
 * @throws DataError if two arrays have one name, or a name is no relative path.
 */
export function writeNpz(arrays: readonly NamedWritable[], owner: string = 'writeNpz'): ByteParts {
  const members = new Map<string, ByteParts>();
  for (const array of arrays) {
    checkPath(owner, 'names', array.name);
    const path = `${array.name}${ending}`;
    if (members.has(path)) throw formatError(owner, 'names', 'each name once', `${received(array.name)} twice`);
    members.set(path, writeNpy(array, `${owner}: ${array.name}`));
  }
  return writeZip(members, owner);
}
