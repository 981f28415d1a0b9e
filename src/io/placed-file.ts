import { isNode } from '../backends/node-modules.js';
import { fetchBytes } from '../datasets/read-bytes.js';
import { ArgumentError, received } from '../errors.js';
import { browserStorage, indexedDatabase } from './browser-files.js';
import { disk } from './disk.js';
import type { FilePlace } from './file-place.js';

/** A file of a place. */
export interface PlacedFile {
  readonly place: FilePlace;
  readonly path: string;
  /** The address in errors. */
  readonly name: string;
}

/** The file of an address. */
export async function placedFile(address: string | URL, owner: string): Promise<PlacedFile> {
  const name = String(address);
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]+):\/\/(.*)$/is.exec(name) ?? [];
  const kind = scheme.toLowerCase();
  if (kind === 'indexeddb' || kind === 'opfs') {
    if (rest === '') throw new ArgumentError(`${owner} expects ${kind}:// with a name after it (received ${name})`);
    return { place: kind === 'opfs' ? browserStorage : indexedDatabase, path: rest, name };
  }
  if (kind === 'http' || kind === 'https') return { place: server, path: name, name };
  if (kind === 'file') return { place: disk, path: await disk.pathOf(name), name };
  if (scheme !== '') {
    const schemes = 'a path, or a URL of file, http, https, indexeddb or opfs';
    throw new ArgumentError(`${owner} expects ${schemes} (received ${received(name)})`);
  }
  return isNode() ? { place: disk, path: name, name } : { place: server, path: name, name };
}

function notWritten(): Promise<never> {
  throw new ArgumentError(
    'files are written to a path, indexeddb:// or opfs://; elsewhere, modelBytes gives the bytes (received a URL)',
  );
}

/** Files behind `http:` and `https:`. In a browser, paths are relative to the page. */
const server: FilePlace = {
  read: (path, maxBytes, { signal, onProgress }) => {
    // The address may have a query, which does not belong to the files besides it.
    return fetchBytes(path, maxBytes, signal ?? null, undefined, onProgress);
  },
  write: notWritten,
  tryWrite: notWritten,
  exists: notWritten,
  remove: notWritten,
  fileAt: (path) => Promise.resolve(path),
};
