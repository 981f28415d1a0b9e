import { createHash } from 'node:crypto';
import promises, { type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type Callback, callbacks, DataError, Dense, Input, loadModel, Sequential, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../datasets/temporary-folder.js';
import { classifier, samples } from '../training/small-model.js';

const { x, y } = samples(12);
const compiled = () => classifier().compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });

/** What every open file inherits. */
let files: Pick<FileHandle, 'write' | 'sync'>;

beforeAll(async () => {
  await setBackend('wasm');
  const handle = await open(new URL(import.meta.url));
  files = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
});

const failure = (code: string) => Object.assign(new Error(`${code}: of the test`), { code });

/** A disk that takes a few bytes after `count` calls, and then is full. */
function fillDisk(count = 0): { mockRestore(): void } {
  const write = files.write as (data: Uint8Array, start: number, length: number) => ReturnType<FileHandle['write']>;
  let calls = 0;
  return vi.spyOn(files, 'write').mockImplementation(function (this: FileHandle, data: Uint8Array, start = 0) {
    calls++;
    if (calls > count + 1) return Promise.reject(failure('ENOSPC'));
    const most = calls > count ? 100 : data.length;
    return write.call(this, data, start, Math.min(most, data.length - start));
  } as FileHandle['write']);
}

/** What can go wrong when a file is written whose folder is there. */
const faults = {
  'is full': () => fillDisk(),
  'fails to store': () => vi.spyOn(files, 'sync').mockRejectedValue(failure('EIO')),
};

/** All formats of models, and of weights, by the names of their files. */
const names = ['a.keras', 'a.h5', 'a.json', 'a.onnx', 'w.weights.h5', 'w.h5', 'w.npz', 'w.safetensors'];

const save = (model: ReturnType<typeof compiled>, path: string) =>
  path.includes('/w.') ? model.saveWeights(path) : model.save(path);

const contentsOf = async (folder: string) =>
  Promise.all((await readdir(folder)).sort().map(async (name) => [name, await readFile(join(folder, name))]));

describe.each(Object.entries(faults))('where the disk %s', (_, fault) => {
  it.each(names)('the model and the last %s are as they were', async (name) => {
    const folder = await temporaryFolder();
    const model = compiled();
    await save(model, join(folder, name));
    await model.fit(x, y, { verbose: 0 });
    const [before, weights, tensors] = [await contentsOf(folder), await model.getWeights(), tf.memory().numTensors];
    const broken = fault();
    try {
      await expect(save(model, join(folder, name))).rejects.toThrow(DataError);
      await expect(save(model, join(folder, name))).rejects.toThrow(
        /expects a file that can be written to \(received '/,
      );
    } finally {
      broken.mockRestore();
    }
    expect(await contentsOf(folder)).toEqual(before);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await model.getWeights()).toEqual(weights);
    await save(model, join(folder, name));
    model.dispose();
  });
});

describe('where the disk is full after the first of several files', () => {
  it('the model and the last files are as they were', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    await model.save(join(folder, 'a.json'));
    await model.fit(x, y, { verbose: 0 });
    const before = await contentsOf(folder);
    const broken = fillDisk(1);
    try {
      await expect(model.save(join(folder, 'a.json'))).rejects.toThrow(/ENOSPC/);
    } finally {
      broken.mockRestore();
    }
    expect(await contentsOf(folder)).toEqual(before);
    model.dispose();
  });
});

/** A process that ends after `count` files have been renamed: nothing is renamed, written or removed any more. */
function endAfterRenames(count: number): { mockRestore(): void } {
  const { rename } = promises;
  let renamed = 0;
  const ended = () => Promise.reject(failure('EIO'));
  const spies = [
    vi.spyOn(promises, 'rename').mockImplementation((from, to) => (renamed++ < count ? rename(from, to) : ended())),
    vi.spyOn(promises, 'rm').mockImplementation(() => (renamed > count ? ended() : Promise.resolve())),
  ];
  syncBuiltinESMExports();
  return {
    mockRestore() {
      for (const spy of spies) spy.mockRestore();
      syncBuiltinESMExports();
    },
  };
}

describe('a model in several files', () => {
  const shards = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.bin')).sort();
  const large = () => Sequential([Input([1200]), Dense(1200, { kernelInitializer: 'randomUniform' })]);
  /** A sum of all weights, of which there are too many to be compared one by one. */
  const sumOf = async (model: { getWeights(): Promise<readonly Float32Array[]> }) => {
    const sum = createHash('sha256');
    for (const values of await model.getWeights()) sum.update(values);
    return sum.digest('hex');
  };
  const sumIn = async (path: string) => {
    const loaded = await loadModel(path);
    const sum = await sumOf(loaded);
    loaded.dispose();
    return sum;
  };

  it('is the old or the new one, whole, wherever writing it ends', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'model.json');
    const models = [large(), large()] as const;
    const [old, next] = await Promise.all(models.map(sumOf));
    await models[0].save(path);
    expect(await shards(folder)).toEqual(['group1-shard1of2.bin', 'group1-shard2of2.bin']);
    for (const count of [0, 1, 2]) {
      const broken = endAfterRenames(count);
      try {
        await expect(models[1].save(path)).rejects.toThrow(/EIO/);
      } finally {
        broken.mockRestore();
      }
      expect(await sumIn(path)).toEqual(old);
    }
    await models[1].save(path);
    expect(await sumIn(path)).toEqual(next);
    for (const model of models) model.dispose();
  });

  it('leaves none of its old files, and none of another model in its folder changed', async () => {
    const folder = await temporaryFolder();
    const models = [large(), large()] as const;
    const [first, second] = await Promise.all(models.map(sumOf));
    await models[0].save(join(folder, 'model.json'));
    await models[1].save(join(folder, 'other one.json'));
    for (let round = 0; round < 3; round++) {
      expect(await sumIn(join(folder, 'model.json'))).toEqual(round === 1 ? second : first);
      expect(await sumIn(join(folder, 'other one.json'))).toEqual(second);
      expect((await shards(folder)).length).toBe(4);
      await models[round === 0 ? 1 : 0].save(join(folder, 'model.json'));
    }
    expect(await shards(folder)).toContain('other_one-group1-shard1of2.bin');
    for (const model of models) model.dispose();
  });

  it('does not touch what is in its place, and no model', async () => {
    const folder = await temporaryFolder();
    const names = ['group1-shard1of1.bin', 'keep.bin', '../keep.bin'];
    const listing = JSON.stringify({
      weightsManifest: [{ paths: ['keep.bin', '../keep.bin', 'group1-shard1of1.bin/..'] }],
    });
    await promises.writeFile(join(folder, 'model.json'), listing);
    for (const name of names) await promises.writeFile(join(folder, name), name);
    const model = compiled();
    await model.save(join(folder, 'model.json'));
    await promises.writeFile(join(folder, 'broken.json'), '{');
    await model.save(join(folder, 'broken.json'));
    for (const name of names) expect(await readFile(join(folder, name), 'utf8')).toBe(name);
    await rm(join(folder, '../keep.bin'));
    model.dispose();
  });
});

describe('where a folder vanishes', () => {
  it.each(names)('saving %s fails, and the model is as it was', async (name) => {
    const folder = join(await temporaryFolder(), 'inner');
    const model = compiled();
    const weights = await model.getWeights();
    await expect(save(model, join(folder, name))).rejects.toThrow(/ENOENT/);
    await expect(save(model, join(import.meta.filename, name))).rejects.toThrow(/ENOTDIR/);
    expect(await model.getWeights()).toEqual(weights);
    model.dispose();
  });

  it('while a file is written, it fails as well', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    const { sync } = files;
    const vanishing = vi.spyOn(files, 'sync').mockImplementation(async function (this: FileHandle) {
      await sync.call(this);
      await rm(folder, { recursive: true });
    });
    try {
      await expect(model.save(join(folder, 'a.keras'))).rejects.toThrow(/a\.keras': ENOENT/);
    } finally {
      vanishing.mockRestore();
    }
    model.dispose();
  });
});

describe('a training whose disk becomes full', () => {
  /** The files and the numbers of batches after a training with a callback, whose disk is full after `count` writes. */
  async function trained(folder: string, callback: Callback, count: number) {
    const model = compiled();
    let [batches, epochs] = [0, 0];
    const counting = { onTrainBatchEnd: () => void batches++, onEpochEnd: () => void epochs++ };
    const broken = fillDisk(count);
    try {
      const fit = model.fit(x, y, { epochs: 4, batchSize: 4, verbose: 0, callbacks: [counting, callback] });
      await expect(fit).rejects.toThrow(/ENOSPC/);
      await expect(fit).rejects.toThrow(DataError);
    } finally {
      broken.mockRestore();
    }
    const found = await contentsOf(folder);
    // It can be trained on.
    await model.fit(x, y, { verbose: 0 });
    model.dispose();
    return { batches, epochs, names: found.map(([name]) => name), found };
  }

  it('stops at once, with the last checkpoint as it was', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    await model.save(join(folder, 'a.keras'));
    const before = await contentsOf(folder);
    const { epochs, found } = await trained(folder, callbacks.ModelCheckpoint(join(folder, 'a.keras')), 0);
    expect(epochs).toBe(1);
    expect(found).toEqual(before);
    model.dispose();
  });

  it('stops at once, with the last backup, from which it resumes', async () => {
    const folder = await temporaryFolder();
    const backup = () => callbacks.BackupAndRestore(join(folder, 'a.backup'), { saveFreq: 1 });
    const { batches, names } = await trained(folder, backup(), 4);
    expect(batches).toBeLessThan(6);
    expect(names).toEqual(['a.backup']);
    const model = compiled();
    let rest = 0;
    const counting = { onTrainBatchEnd: () => void rest++ };
    await model.fit(x, y, { epochs: 4, batchSize: 4, verbose: 0, callbacks: [counting, backup()] });
    expect(rest).toBe(12 - batches + 1);
    model.dispose();
  });
});
