import { DataError, StateError } from '../errors.js';
import type { FilePlace } from './file-place.js';
import { blocksOf, wholeOf } from './formats/byte-parts.js';

/** The database of files, and the store in it. */
const [database, store] = ['tupleflow', 'files'];

/** The files of an origin in IndexedDB, under `indexeddb://name`. */
export const indexedDatabase: FilePlace = {
  async read(path, maxBytes, { signal, onProgress }) {
    signal?.throwIfAborted();
    const found: unknown = await inStore('readonly', (files) => files.get(path));
    if (!(found instanceof Uint8Array)) throw new DataError(`indexeddb://${path} expects a file (received none)`);
    if (found.length > maxBytes) {
      throw new DataError(`indexeddb://${path} expects at most ${maxBytes} bytes (received ${found.length})`);
    }
    onProgress?.(found.length, found.length);
    return found;
  },
  async write(files) {
    for (const [path, parts] of files) {
      const bytes = await wholeOf(parts);
      await inStore('readwrite', (store) => store.put(bytes, path));
    }
  },
  tryWrite: async () => {
    await inStore('readwrite', (files) => files.count());
  },
  exists: async (path) => (await inStore('readonly', (files) => files.count(path))) > 0,
  remove: async (path) => {
    await inStore('readwrite', (files) => files.delete(path));
  },
  fileAt: (path) => Promise.resolve(path),
};

/** Makes a request of the store; what it changes is there once it returns. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  request: (files: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  if (typeof indexedDB === 'undefined') {
    throw new StateError('indexeddb:// expects a browser, which has IndexedDB (received a platform without)');
  }
  const opened = indexedDB.open(database, 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore(store);
  const open = await settled(opened);
  try {
    const transaction = open.transaction(store, mode, { durability: 'strict' });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    // A request that fails aborts the transaction, which says so as well.
    ended.catch(() => {});
    const result = await settled(request(transaction.objectStore(store)));
    await ended;
    return result;
  } finally {
    open.close();
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The files of an origin in its private file system, under `opfs://path`. */
export const browserStorage: FilePlace = {
  async read(path, maxBytes, { signal, onProgress }) {
    signal?.throwIfAborted();
    const { folder, name } = await folderOf(path, false);
    const file = await (await folder.getFileHandle(name)).getFile();
    if (file.size > maxBytes) {
      throw new DataError(`opfs://${path} expects at most ${maxBytes} bytes (received ${file.size})`);
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    onProgress?.(bytes.length, bytes.length);
    signal?.throwIfAborted();
    return bytes;
  },
  async write(files) {
    for (const [path, parts] of files) {
      const { folder, name } = await folderOf(path, true);
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      try {
        for await (const block of blocksOf(parts)) await writable.write(block as Uint8Array<ArrayBuffer>);
      } catch (error) {
        await writable.abort().catch(() => {});
        throw error;
      }
      // What has been written takes the place of the file now, and not before.
      await writable.close();
    }
  },
  tryWrite: async (path) => {
    await folderOf(path, true);
  },
  async exists(path) {
    const { folder, name } = await folderOf(path, true);
    const found = await folder.getFileHandle(name).catch(ignoreMissing);
    return found !== undefined;
  },
  async remove(path) {
    const { folder, name } = await folderOf(path, true);
    await folder.removeEntry(name).catch(ignoreMissing);
  },
  fileAt: (path) => Promise.resolve(path),
};

async function folderOf(
  path: string,
  create: boolean,
): Promise<{ readonly folder: FileSystemDirectoryHandle; readonly name: string }> {
  const storage: Partial<StorageManager> | undefined = typeof navigator === 'undefined' ? undefined : navigator.storage;
  if (storage?.getDirectory === undefined) {
    throw new StateError('opfs:// expects a browser with a private file system (received a platform without)');
  }
  const names = path.split('/').filter((name) => name !== '');
  let folder = await storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create });
  return { folder, name: names.at(-1) ?? path };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && error.name === 'NotFoundError')) throw error;
}
