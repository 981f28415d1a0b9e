import { received } from '../../errors.js';
import { checkName, formatError } from './format-error.js';
import { checkSuperblock, hdf5Bytes } from './hdf5-bytes.js';
import { type Hdf5Dataset, type Hdf5Group, hdf5Attributes } from './hdf5-content.js';
import { readHeader } from './hdf5-header.js';
import { addressOf, type Hdf5Object, loadHdf5Library, type OpenHdf5, onHdf5File } from './hdf5-library.js';
import { readAttributes, readDataset } from './hdf5-values.js';

/** How deep groups may be nested. */
const deepest = 100;

/**
 * The groups of an HDF5 file, with their attributes; the values of datasets are read when they are asked for.
 *
 * The bytes must not change afterwards: datasets are read from them. Nothing has to be closed.
 *
 * @param owner The name of the file in errors.
 * @throws DataError if the file is damaged, has links to other files or more than one link to an object, or if datasets
 * are virtual, or their data is in other files.
 */
export async function readHdf5(bytes: Uint8Array, owner: string): Promise<Hdf5Group> {
  const whole = hdf5Bytes(bytes, owner);
  const { root, extension } = checkSuperblock(whole);
  const header = readHeader({ ...whole, place: '/' }, root);
  if (extension !== undefined) readHeader(whole, extension);
  if (header.kind !== 'group') throw formatError(owner, '/', 'a group', 'another object');
  const library = await loadHdf5Library();
  return onHdf5File(library, owner, bytes, (open) =>
    readGroup(open, { path: '/', header, bytes: whole }, new Set([root]), 0),
  );
}

/** A group with all that is in it. `seen` has the addresses of all objects so far. */
function readGroup(open: OpenHdf5, object: Hdf5Object, seen: Set<number>, depth: number): Hdf5Group {
  const { library, owner, file } = open;
  if (depth > deepest) throw formatError(owner, object.path, `at most ${deepest} groups in each other`, 'more');
  const members = new Map<string, Hdf5Group | Hdf5Dataset>();
  for (const name of library.get_names(file, object.path, false)) {
    checkName(owner, object.path, name);
    if (name === '.' || name === '..' || name.includes('/') || members.has(name)) {
      throw formatError(owner, object.path, 'names without dots and slashes, each once', received(name));
    }
    const path = object.path === '/' ? `/${name}` : `${object.path}/${name}`;
    const bytes = { ...object.bytes, place: path };
    const member = { path, bytes, header: readHeader(bytes, addressOfNew(open, path, seen)) };
    if (member.header.kind === 'other') throw formatError(owner, path, 'a group or a dataset', 'another object');
    members.set(
      name,
      member.header.kind === 'group' ? readGroup(open, member, seen, depth + 1) : readDataset(open, member),
    );
  }
  const attributes = object.header.hasAttributes ? readAttributes(open, object) : hdf5Attributes({});
  return { kind: 'group', attributes, members };
}

/** The address of the object that a path leads to by a link of its own, and not by one to a path or a file. */
function addressOfNew(open: OpenHdf5, path: string, seen: Set<number>): number {
  const { library, owner, file } = open;
  const wrong = (got: string) => formatError(owner, path, 'an object in its group', got);
  if (library.get_symbolic_link(file, path) !== null) throw wrong('a soft link');
  if (library.get_external_link(file, path).filename !== undefined) throw wrong('a link to another file');
  const address = addressOf(open, path);
  if (seen.has(address)) throw wrong('a second link to an object');
  seen.add(address);
  return address;
}
