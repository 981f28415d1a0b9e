import { type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { type Callback, callbacks, DataError, setBackend } from 'tupleflow';
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
