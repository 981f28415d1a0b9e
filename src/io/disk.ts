import { importOptional } from '../backends/node-modules.js';
import { DataError } from '../errors.js';
import type { FilePlace } from './file-place.js';
import { type ByteParts, blocksOf } from './formats/byte-parts.js';

type Files = typeof import('node:fs/promises');
type FileHandle = import('node:fs/promises').FileHandle;

/** The bytes that are read at once: between them, others have their turn. */
const chunkSize = 1 << 24;

function files(): Promise<Files> {
  return importOptional<Files>('node:fs/promises');
}

function paths(): Promise<typeof import('node:path')> {
  return importOptional<typeof import('node:path')>('node:path');
}

/** The files of Node. */
export const disk: FilePlace & { pathOf(url: string): Promise<string> } = {
  async pathOf(url) {
    const { fileURLToPath } = await importOptional<typeof import('node:url')>('node:url');
    return fileURLToPath(url);
  },
  async read(path, maxBytes, { signal, onProgress }) {
    signal?.throwIfAborted();
    const handle = await (await files()).open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) throw new DataError(`${path} expects at most ${maxBytes} bytes (received ${size})`);
      const bytes = new Uint8Array(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await handle.read(bytes, length, Math.min(chunkSize, size - length), length);
        if (bytesRead === 0) break;
        length += bytesRead;
        onProgress?.(length, size);
        signal?.throwIfAborted();
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  },
  async write(list) {
    const { rename, rm } = await files();
    const { dirname } = await paths();
    const written: Replacement[] = [];
    try {
      for (const [path, parts] of list) written.push(await writeReplacement(path, parts));
      for (const { temporary, target } of written) await rename(temporary, target);
    } catch (error) {
      for (const { temporary } of written) await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
    for (const folder of new Set(written.map(({ target }) => dirname(target)))) await syncFolder(folder);
  },
  async tryWrite(path) {
    const { stat, rm } = await files();
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) throw new DataError(`'${path}' expects the path of a file (received that of a folder)`);
    const temporary = await temporaryFor(path);
    const handle = await (await files()).open(temporary, 'wx');
    await handle.close();
    await rm(temporary, { force: true });
  },
  async exists(path) {
    const { stat } = await files();
    return stat(path).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
  },
  async remove(path) {
    const { readdir, rm } = await files();
    const { basename, dirname, join } = await paths();
    const isLeftOver = (name: string) => name.startsWith(`${basename(path)}.`) && /\.[\da-f]{8}\.tmp$/.test(name);
    const names = await readdir(dirname(path)).catch(() => []);
    // A process that was killed has left what it was writing.
    for (const name of names.filter(isLeftOver)) await rm(join(dirname(path), name), { force: true });
    await rm(path, { force: true });
  },
  async fileAt(path) {
    const { stat } = await files();
    const found = await stat(path).catch(() => undefined);
    return found?.isDirectory() ? (await paths()).join(path, 'model.json') : path;
  },
};

/** Writes parts in their order. The next block is read, and its checksum computed, while one is being written. */
async function writeParts(handle: FileHandle, parts: ByteParts): Promise<void> {
  let writing = Promise.resolve();
  for await (const block of blocksOf(parts)) {
    await writing;
    writing = writeBlock(handle, block);
    // An error is thrown where it is waited for.
    writing.catch(() => {});
  }
  await writing;
}

async function writeBlock(handle: FileHandle, block: Uint8Array): Promise<void> {
  for (let start = 0; start < block.length; ) start += (await handle.write(block, start)).bytesWritten;
}

/** A name in the same folder, so that it can be renamed to the path, and no two writers have one. */
async function temporaryFor(path: string): Promise<string> {
  return `${path}.${globalThis.crypto.randomUUID().slice(0, 8)}.tmp`;
}

/** A whole file under another name, until it takes the place of a file. */
interface Replacement {
  readonly temporary: string;
  readonly target: string;
}

async function writeReplacement(path: string, parts: ByteParts): Promise<Replacement> {
  const { open, realpath, rm, stat } = await files();
  // What a link leads to is replaced, not the link.
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const temporary = await temporaryFor(target);
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx', mode);
    await writeParts(handle, parts);
    // Else a crash of the machine could leave an empty file under the new name.
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle?.close().catch(() => {});
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  return { temporary, target };
}

/** Makes the new name last. Not every system can do that. */
async function syncFolder(path: string): Promise<void> {
  const handle = await (await files()).open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
