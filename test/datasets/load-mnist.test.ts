import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { type DatasetSplit, loadMnist } from '../../src/datasets/index.js';
import { mnistNames } from '../../src/datasets/load-mnist.js';
import { ArgumentError, DataError } from '../../src/errors.js';
import { flipped } from './flipped.js';
import { countingIdx } from './idx-bytes.js';
import { localServer, serveFiles } from './local-server.js';
import { checksumOf, checksumsOf, mnistFixture } from './mnist-fixture.js';
import { temporaryFolder } from './temporary-folder.js';

const { trainImages, trainLabels, testImages, testLabels } = mnistNames;
const { files, checksums } = mnistFixture;
const names = Object.keys(files).sort();

afterEach(() => vi.unstubAllEnvs());

describe('loadMnist', () => {
  it('fetches four files once, and reads them from the cache from then on', async () => {
    const cacheDirectory = join(await temporaryFolder(), 'made', 'for', 'it');
    const { address, requests } = await localServer(serveFiles(files));
    const options = { mirrors: [`${address}deep/er`], checksums, cacheDirectory };
    const fetched = await loadMnist(options);
    expectTypeOf(fetched).toEqualTypeOf<DatasetSplit<Uint8Array, 28, 28>>();
    expect(fetched.train.images.shape).toEqual([3, 28, 28]);
    expect(fetched.train.images.data).toEqual(countingIdx([3, 28, 28]).subarray(16));
    expect(fetched.train.labels).toEqual({ data: Uint8Array.of(0, 1, 2), shape: [3] });
    expect(fetched.test.images.shape).toEqual([2, 28, 28]);
    expect(fetched.test.labels.data).toEqual(Uint8Array.of(0, 1));
    expect(requests).toEqual([trainImages, trainLabels, testImages, testLabels].map((name) => `/deep/er/${name}`));
    expect((await readdir(cacheDirectory)).sort()).toEqual(names);
    expect(await loadMnist(options)).toEqual(fetched);
    expect(requests).toHaveLength(4);
  });

  it('tries the next mirror where one does not answer, or stops in the middle', async () => {
    const silent = await localServer(() => {});
    const stuck = await localServer((_path, response) => void response.writeHead(200).write('a'));
    const { address } = await localServer(serveFiles(files));
    const cacheDirectory = await temporaryFolder();
    const mirrors = [silent.address, stuck.address, address];
    const { test } = await loadMnist({ mirrors, checksums, cacheDirectory, timeout: 100 });
    expect(test.images.shape).toEqual([2, 28, 28]);
    const alone = { mirrors: [silent.address], checksums, cacheDirectory: await temporaryFolder() };
    await expect(loadMnist({ ...alone, timeout: 50 })).rejects.toThrow(/expects an answer within 0.05 seconds/);
    await expect(loadMnist({ ...alone, signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/i);
    await expect(loadMnist({ ...alone, timeout: 0 })).rejects.toThrow(ArgumentError);
  });

  it.each([
    ['damaged', (bytes: Uint8Array) => flipped(bytes, 30)],
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, 20)],
    ['emptied', () => new Uint8Array(0)],
  ])('fetches again a file that was %s in the cache, and only this', async (_, damage) => {
    const cacheDirectory = await temporaryFolder();
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(cacheDirectory, name), bytes);
    await writeFile(join(cacheDirectory, testImages), damage(files[testImages] as Uint8Array));
    const { address, requests } = await localServer(serveFiles(files));
    const { test } = await loadMnist({ mirrors: [address], checksums, cacheDirectory });
    expect(test.images.shape).toEqual([2, 28, 28]);
    expect(requests).toEqual([`/${testImages}`]);
    expect(await readFile(join(cacheDirectory, testImages))).toEqual(files[testImages]);
  });

  it('goes on to the next mirror from one that is gone, wrong, cut off or not there', async () => {
    const gone = await localServer(serveFiles({}));
    const wrong = await localServer((_, response) => response.end('<html>moved</html>'));
    const cut = await localServer((path, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(path);
      setTimeout(() => response.destroy(), 20);
    });
    const right = await localServer(serveFiles(files));
    const mirrors = [gone.address, wrong.address, cut.address, 'http://127.0.0.1:1', right.address];
    const { train } = await loadMnist({ mirrors, checksums, cacheDirectory: await temporaryFolder() });
    expect(train.labels.shape).toEqual([3]);
    for (const { requests } of [gone, wrong, cut, right]) expect(requests).toHaveLength(4);
  });

  it('says of each mirror why it failed, and keeps nothing', async () => {
    const cacheDirectory = await temporaryFolder();
    const gone = await localServer(serveFiles({}));
    const wrong = await localServer((_, response) => response.end('no'));
    const mirrors = [gone.address, wrong.address, 'http://127.0.0.1:1/'];
    const error = await loadMnist({ mirrors, checksums, cacheDirectory }).catch((caught) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(new RegExp(`^loadMnist expects '${trainImages}' from one of 3 mirrors \\(received `));
    expect(error.message).toContain(`${gone.address}${trainImages} expects a file (received HTTP 404 Not Found)`);
    expect(error.message).toContain(
      `${wrong.address}${trainImages} expects SHA-256 ${checksums.trainImages} ` +
        `(received 2 bytes of SHA-256 ${checksumOf(Buffer.from('no'))})`,
    );
    expect(error.message).toMatch(/127\.0\.0\.1:1\/\S+ expects a file \(received fetch failed: \S/);
    expect(error.cause.errors).toHaveLength(3);
    expect(await readdir(cacheDirectory)).toEqual([]);
  });

  it('stops at an abort, tries no other mirror, and keeps only what was whole', async () => {
    const cacheDirectory = await temporaryFolder();
    const controller = new AbortController();
    const reason = new Error('enough');
    const slow = await localServer((path, response) => {
      if (path !== `/${trainLabels}`) return serveFiles(files)(path, response);
      response.writeHead(200);
      response.write('begun');
      setTimeout(() => controller.abort(reason), 20);
    });
    const other = await localServer(serveFiles(files));
    const mirrors = [slow.address, other.address];
    const loading = loadMnist({ mirrors, checksums, cacheDirectory, signal: controller.signal });
    await expect(loading).rejects.toBe(reason);
    expect(other.requests).toEqual([]);
    expect(await readdir(cacheDirectory)).toEqual([trainImages]);
  });

  it('asks nobody when it was aborted before', async () => {
    const { address, requests } = await localServer(serveFiles(files));
    const options = { mirrors: [address], checksums, cacheDirectory: await temporaryFolder() };
    await expect(loadMnist({ ...options, signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(requests).toEqual([]);
  });

  it('keeps its files in the cache folder of the user', async () => {
    const cache = await temporaryFolder();
    const { address } = await localServer(serveFiles(files));
    vi.stubEnv('XDG_CACHE_HOME', cache);
    await loadMnist({ mirrors: [address], checksums });
    expect((await readdir(join(cache, 'tupleflow', 'mnist'))).sort()).toEqual(names);
    const home = await temporaryFolder();
    vi.stubEnv('HOME', home);
    vi.stubEnv('USERPROFILE', home);
    vi.stubEnv('XDG_CACHE_HOME', 'relative/does/not/count');
    await loadMnist({ mirrors: [address], checksums });
    expect((await readdir(join(home, '.cache', 'tupleflow', 'mnist'))).sort()).toEqual(names);
  });

  it('names the folder where a file cannot be kept, and leaves nothing half written', async () => {
    const cacheDirectory = await temporaryFolder();
    await mkdir(join(cacheDirectory, trainImages));
    const { address } = await localServer(serveFiles(files));
    const error = await loadMnist({ mirrors: [address], checksums, cacheDirectory }).catch((caught) => caught);
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toContain(`expects a folder that can be written to (received '${cacheDirectory}': `);
    expect(await readdir(cacheDirectory)).toEqual([trainImages]);
  });

  it('takes checksums in upper case', async () => {
    const { address } = await localServer(serveFiles(files));
    const upper = { ...checksums, trainImages: checksums.trainImages.toUpperCase() };
    const loading = loadMnist({ mirrors: [address], checksums: upper, cacheDirectory: await temporaryFolder() });
    await expect(loading).resolves.toBeDefined();
  });

  it('rejects files that have their checksums, and hold something else', async () => {
    const load = async (changed: Readonly<Record<string, Uint8Array>>) => {
      const served = { ...files, ...changed };
      const { address } = await localServer(serveFiles(served));
      const options = { mirrors: [address], checksums: checksumsOf(served), cacheDirectory: await temporaryFolder() };
      return loadMnist(options);
    };
    await expect(load({ [testImages]: gzipSync(countingIdx([2, 28, 27])) })).rejects.toThrow(
      `${testImages} expects images of 28 x 28 (received (2, 28, 27))`,
    );
    await expect(load({ [testLabels]: gzipSync(countingIdx([3])) })).rejects.toThrow(
      `${testLabels} expects a label for each of the 2 images of ${testImages} (received uint8 (3))`,
    );
    await expect(load({ [trainImages]: Buffer.from('text') })).rejects.toThrow(DataError);
  });

  it('rejects options before it asks anybody', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const { address, requests } = await localServer(serveFiles(files));
    const right = { mirrors: [address], checksums, cacheDirectory: folder };
    const wrong = [
      [{ ...right, mirrors: [] }, 'loadMnist: mirrors expects at least one address (received an empty array)'],
      [{ ...right, mirrors: [address, 'mnist'] }, "loadMnist: mirrors expects absolute addresses (received 'mnist')"],
      [
        { ...right, checksums: { ...checksums, testLabels: 'ec29112dd5afa0611ce80d1b7f02629c' } },
        "loadMnist: checksums.testLabels expects a SHA-256 of 64 hexadecimal digits (received 'ec29112dd5afa0611ce80d1b7f02629c')",
      ],
      [
        { ...right, cacheDirectory: join(folder, 'file') },
        'loadMnist: cacheDirectory expects a folder that can be written to',
      ],
      [{ ...right, maxBytes: -1 }, 'loadMnist: maxBytes expects a number that is 0 or more (received -1)'],
    ] as const;
    for (const [options, message] of wrong) {
      const error = await loadMnist(options).catch((caught) => caught);
      expect(error).toBeInstanceOf(ArgumentError);
      expect(error.message).toContain(message);
    }
    expect(requests).toEqual([]);
  });
});
