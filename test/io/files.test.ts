import 'fake-indexeddb/auto';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError, loadModel, type ModelSource, modelBytes, setBackend, TupleflowError } from 'tupleflow';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSource } from '../../src/io/source.js';
import { openTarget } from '../../src/io/target.js';
import { localServer } from '../datasets/local-server.js';
import { classifier, samples } from '../training/small-model.js';
import { MemoryStorage } from './browser-doubles.js';

let folder: string;
const bytes = Uint8Array.from({ length: 3000 }, (_, index) => index);

beforeAll(async () => {
  await setBackend('wasm');
  folder = await mkdtemp(join(tmpdir(), 'tupleflow-files-'));
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => rm(folder, { recursive: true }));

const write = async (address: string | URL, content: Uint8Array, siblings: Readonly<Record<string, Uint8Array>> = {}) =>
  (await openTarget(address, 'save')).write({
    named: (prefix) =>
      new Map([
        ['main', [content]],
        ...Object.entries(siblings).map(([name, bytes]) => [`${prefix}${name}`, [bytes]] as const),
      ]),
  });

describe('places of files', () => {
  const storage = new MemoryStorage();
  const places = {
    disk: () => join(folder, 'a.bin'),
    indexeddb: () => 'indexeddb://a.bin',
    opfs: () => 'opfs://in/a.bin',
  };

  it.each(Object.keys(places) as (keyof typeof places)[])('%s writes, reads, replaces and removes', async (kind) => {
    vi.stubGlobal('navigator', { storage });
    const address = places[kind]();
    await write(address, bytes, { 'shard.bin': bytes.subarray(2, 5) });
    const source = await openSource(address, 'load');
    expect(source.bytes).toEqual(bytes);
    expect(await source.sibling('a.bin-shard.bin')).toEqual(bytes.subarray(2, 5));
    await expect(source.sibling('../a.bin-shard.bin')).rejects.toThrow('relative paths that stay in their folder');
    await write(address, bytes.subarray(1));
    expect((await openSource(address, 'load')).bytes).toEqual(bytes.subarray(1));
    const target = await openTarget(address, 'save');
    await target.tryWrite();
    await target.remove();
    await target.remove();
    await expect(openSource(address, 'load')).rejects.toThrow(DataError);
    await expect(openSource(address, 'load')).rejects.toThrow('a.bin');
  });

  it('say what is missing where there is no browser', async () => {
    await expect(write('opfs://a', bytes)).rejects.toThrow('opfs:// expects a browser');
    vi.stubGlobal('indexedDB', undefined);
    await expect(write('indexeddb://a', bytes)).rejects.toThrow('indexeddb:// expects a browser');
  });

  it('leave the old file of a browser where there is no room for a new one', async () => {
    vi.stubGlobal('navigator', { storage });
    await write('opfs://b', bytes);
    storage.quota = 10;
    await expect(write('opfs://b', bytes.subarray(1))).rejects.toThrow(
      /expects a file that can be written to.*no room/,
    );
    expect((await openSource('opfs://b', 'load')).bytes).toEqual(bytes);
  });
});

describe('sources', () => {
  it('are paths, URLs, bytes, blobs and files', async () => {
    const path = join(folder, 'b.bin');
    await writeFile(path, bytes);
    const server = await localServer((_, response) => response.end(bytes));
    const progress = vi.fn();
    const given: readonly ModelSource[] = [
      path,
      pathToFileURL(path),
      pathToFileURL(path).href,
      new URL('b.bin', server.address),
      bytes,
      bytes.buffer,
      new Blob([bytes]),
      [new File([bytes], 'b.bin')],
    ];
    for (const source of given)
      expect((await openSource(source, 'load', { onProgress: progress })).bytes).toEqual(bytes);
    expect(progress).toHaveBeenLastCalledWith(3000, 3000);
  });

  it('are several files, or a folder, of which one names the others', async () => {
    const files = [new File([bytes], 'shard.bin'), new File(['{}'], 'model.json')];
    const source = await openSource(files, 'load');
    expect(source.bytes).toEqual(new TextEncoder().encode('{}'));
    expect(await source.sibling('shard.bin')).toEqual(bytes);
    await expect(source.sibling('other.bin')).rejects.toThrow("expects 'other.bin' among the Files");
    await mkdir(join(folder, 'web'));
    await writeFile(join(folder, 'web', 'model.json'), '{}');
    await writeFile(join(folder, 'web', 'shard.bin'), bytes);
    expect(await (await openSource(join(folder, 'web'), 'load')).sibling('shard.bin')).toEqual(bytes);
    await expect(openSource([], 'load')).rejects.toThrow('load expects a list of Files (received [])');
    await expect(openSource(files.slice(0, 1).concat(files[0] as File), 'load')).rejects.toThrow(
      'to be that of a model',
    );
    await expect(openSource(3 as never, 'load')).rejects.toThrow('load expects a path, a URL, bytes');
  });

  it('are not read where they are larger than any array', async () => {
    const path = join(folder, 'large.bin');
    const handle = await open(path, 'w');
    await handle.truncate(9 * 2 ** 30);
    await handle.close();
    await expect(openSource(path, 'load')).rejects.toThrow(
      new DataError(`${path} expects at most 8589934592 bytes (received 9663676416)`),
    );
    await rm(path);
  });

  it('stop when they are told to', async () => {
    const path = join(folder, 'c.bin');
    await writeFile(path, bytes);
    for (const source of [path, new Blob([bytes])]) {
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(openSource(source, 'load', { signal })).rejects.toThrow('enough');
    }
  });
});

describe('targets on disk', () => {
  it('leave the old file, and nothing else, where the new one cannot be written', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, 'taken.keras'), { recursive: true });
    await expect(write(join(home, 'taken.keras'), bytes)).rejects.toThrow(DataError);
    await expect((await openTarget(join(home, 'taken.keras'), 'save')).tryWrite()).rejects.toThrow('that of a folder');
    await expect(write(join(home, 'gone', 'a.keras'), bytes)).rejects.toThrow(/save expects .*gone\/a\.keras.*ENOENT/);
    await expect((await openTarget(join(home, 'gone', 'a.keras'), 'save')).tryWrite()).rejects.toThrow('ENOENT');
    await expect(write('http://localhost/a.keras', bytes)).rejects.toThrow(TupleflowError);
    await expect(write('s3://bucket/a.keras', bytes)).rejects.toThrow('a URL of file, http, https, indexeddb or opfs');
    expect(await readdir(home)).toEqual(['taken.keras']);
  });

  it('leave the old file where the disk is full', async () => {
    const home = join(folder, 'full');
    await mkdir(home);
    const path = join(home, 'a.bin');
    await write(path, bytes);
    const handle = await open(path);
    await handle.close();
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const writes = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'write').mockRejectedValue(full);
    try {
      await expect(write(path, bytes.subarray(1))).rejects.toThrow(
        /save expects a file that can be written to .*a\.bin': ENOSPC/,
      );
      expect(writes).toHaveBeenCalled();
    } finally {
      writes.mockRestore();
    }
    expect(await readdir(home)).toEqual(['a.bin']);
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
  });

  it('are whole also for whoever reads while they are replaced', async () => {
    const path = join(folder, 'busy.bin');
    const contents = [1, 2].map((value) => new Uint8Array(1 << 20).fill(value));
    await write(path, contents[0] as Uint8Array);
    let isDone = false;
    const writer = (async () => {
      for (let round = 0; round < 20; round++) await write(path, contents[round % 2] as Uint8Array);
      isDone = true;
    })();
    while (!isDone) {
      const found = await readFile(path);
      expect(found.length).toBe(1 << 20);
      expect(found.every((byte) => byte === found[0])).toBe(true);
    }
    await writer;
  });

  it('are what a link leads to, with the rights that they had', async () => {
    const path = join(folder, 'real.bin');
    await writeFile(path, bytes);
    await chmod(path, 0o600);
    await symlink(path, join(folder, 'link.bin'));
    await write(join(folder, 'link.bin'), bytes.subarray(1));
    expect((await readFile(path)).length).toBe(2999);
    expect((await import('node:fs')).statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('members of models', () => {
  it('save and load models and weights', async () => {
    const model = classifier().compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    const { x, y } = samples(8);
    await model.fit(x, y, { verbose: 0 });
    const [path, weights] = [join(folder, 'model.keras'), join(folder, 'model.weights.h5')];
    await model.save(path);
    await model.saveWeights(weights);
    const same = await loadModel(path);
    expect(await same.getWeights()).toEqual(await model.getWeights());
    const other = classifier();
    for (const source of [weights, path, await modelBytes(model)]) {
      await other.loadWeights(source);
      expect((await other.getWeights()).map((one) => [...one])).toEqual(
        (await model.getWeights()).map((one) => [...one]),
      );
    }
    for (const each of [same, other, model]) each.dispose();
  });

  it('reject names of other formats, and leave the model as it was where a file is damaged', async () => {
    const model = classifier();
    await expect(model.save(join(folder, 'model.pt'))).rejects.toThrow(
      'expects a name that ends in one of .keras, .h5',
    );
    await expect(model.saveWeights(join(folder, 'a.keras'))).rejects.toThrow(
      'expects a name that ends in one of .weights.h5, .h5, .npz',
    );
    await expect(model.save(3 as never)).rejects.toThrow('save expects the path or URL of a file (received 3)');
    await expect(model.save(join(folder, 'a.keras'), { optimizer: true } as never)).rejects.toThrow(
      "received 'optimizer'",
    );
    const before = await model.getWeights();
    const damaged = await modelBytes(model);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] as number) ^ 1;
    await expect(model.loadWeights(damaged)).rejects.toThrow('the data of its checksum (received damaged data)');
    await expect(model.loadWeights(join(folder, 'none.keras'))).rejects.toThrow(/none\.keras.*ENOENT/);
    expect(await model.getWeights()).toEqual(before);
    model.dispose();
  });
});
