import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readIdx } from '../../src/datasets/index.js';
import { ArgumentError, DataError } from '../../src/errors.js';
import { flipped } from './flipped.js';
import { countingIdx, idxBytes } from './idx-bytes.js';
import { localServer, serveFiles } from './local-server.js';
import { temporaryFolder } from './temporary-folder.js';

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'file.idx');
  await writeFile(path, bytes);
  return path;
}

const plain = countingIdx([40, 50]);
const zipped = gzipSync(plain);

describe('readIdx', () => {
  it.each([
    ['plain', plain],
    ['compressed', zipped],
  ])('reads a %s file by its path, its file URL and over HTTP', async (_, bytes) => {
    const path = await fileOf(bytes);
    const { address } = await localServer(serveFiles({ 'a.idx': bytes }));
    for (const source of [path, pathToFileURL(path), `${address}a.idx`, new URL('a.idx', address)]) {
      const { shape, data } = await readIdx(source);
      expect(shape).toEqual([40, 50]);
      expect(data).toEqual(plain.subarray(12));
    }
  });

  it.each([
    ['cut off', zipped.subarray(0, 40), 'expects whole gzip data (received '],
    ['without its checksum', zipped.subarray(0, -8), 'expects whole gzip data (received '],
    ['changed in a byte', flipped(zipped, 30), 'expects whole gzip data (received '],
    ['of nothing', gzipSync(''), 'expects a whole IDX header (received 0 bytes)'],
    [
      'of something else',
      gzipSync('hello'),
      'expects the two zero bytes that an IDX file starts with (received 0x68 0x65)',
    ],
    [
      'of a short IDX file',
      gzipSync(plain.subarray(0, -1)),
      'expects 2012 bytes, as its header announces uint8 (40, 50) (received 2011)',
    ],
    [
      'of a long IDX file',
      gzipSync(Uint8Array.of(...plain, 0)),
      'expects 2012 bytes, as its header announces (received more)',
    ],
  ])('rejects gzip data %s', async (_, bytes, message) => {
    const path = await fileOf(bytes);
    const error = await readIdx(path).catch((caught) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(`${path} ${message}`);
  });

  it('stops unzipping where a file is longer than its header announces', async () => {
    const bomb = gzipSync(Buffer.concat([idxBytes(0x08, [10], []), Buffer.alloc(2 ** 26)]), { level: 9 });
    const path = await fileOf(bomb);
    await expect(readIdx(path)).rejects.toThrow('expects 18 bytes, as its header announces (received more)');
  });

  it('stops unzipping where a header announces too much', async () => {
    const path = await fileOf(gzipSync(idxBytes(0x0e, [2 ** 31], [])));
    await expect(readIdx(path)).rejects.toThrow(
      'expects at most 1073741824 bytes (received a header that announces float64 (2147483648))',
    );
  });

  it('holds maxBytes for what is read, fetched and unzipped', async () => {
    const path = await fileOf(plain);
    await expect(readIdx(path, { maxBytes: 2011 })).rejects.toThrow(
      `${path} expects at most 2011 bytes (received 2012`,
    );
    await expect(readIdx(path, { maxBytes: 2012 })).resolves.toBeDefined();
    const { address } = await localServer(serveFiles({ plain, zipped }));
    await expect(readIdx(`${address}plain`, { maxBytes: 2011 })).rejects.toThrow('plain expects at most 2011 bytes');
    await expect(readIdx(`${address}zipped`, { maxBytes: 2011 })).rejects.toThrow(
      'zipped expects at most 2011 bytes (received a header that announces uint8 (40, 50))',
    );
    await expect(readIdx(path, { maxBytes: Number.NaN })).rejects.toThrow(ArgumentError);
  });

  it.skipIf(process.platform === 'win32')('does not read a file without an end', async () => {
    await expect(readIdx('/dev/zero', { maxBytes: 2 ** 20 })).rejects.toThrow('expects at most 1048576 bytes');
  });

  it('names a file that is not there, a folder, and an answer that is an error', async () => {
    const folder = await temporaryFolder();
    const { address } = await localServer(serveFiles({}));
    await expect(readIdx(join(folder, 'none'))).rejects.toThrow(
      /none expects a file that can be read \(received ENOENT/,
    );
    await expect(readIdx(folder)).rejects.toThrow(/expects a file that can be read \(received EISDIR/);
    await expect(readIdx(`${address}none`)).rejects.toThrow(
      `${address}none expects a file (received HTTP 404 Not Found)`,
    );
  });

  it('throws what the signal was aborted with', async () => {
    const path = await fileOf(plain);
    const reason = new Error('enough');
    await expect(readIdx(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(readIdx('http://127.0.0.1:1/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
