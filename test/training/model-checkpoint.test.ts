import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, callbacks, loadModel, StateError, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { filePattern } from '../../src/training/file-pattern.js';
import { temporaryFolder } from '../datasets/temporary-folder.js';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { ModelCheckpoint } = callbacks;
const compiled = () => classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });

/** The epoch that is kept, and what its weights are if those of each epoch are its number. */
async function kept(options: callbacks.ModelCheckpointOptions, losses: number[]) {
  const model = compiled();
  const checkpoint = ModelCheckpoint({ monitor: 'loss', ...options });
  const onEpoch = (epoch: number) => model.weights[0]?.assign(new Float32Array(20).fill(epoch));
  await playEpochs(checkpoint, model, losses, { onEpoch });
  model.dispose();
  return [checkpoint.epoch, checkpoint.weights?.[0]?.[0]];
}

describe('ModelCheckpoint', () => {
  it('keeps the last weights, or the best', async () => {
    expect(await kept({}, [3, 1, 2])).toEqual([2, 2]);
    expect(await kept({ saveBestOnly: true }, [3, 1, 2])).toEqual([1, 1]);
    expect(await kept({ saveBestOnly: true, mode: 'max' }, [3, 1, 2])).toEqual([0, 0]);
  });

  it('keeps nothing that does not reach a threshold', async () => {
    expect(await kept({ saveBestOnly: true, initialValueThreshold: 1 }, [3, 1, 2])).toEqual([null, undefined]);
    expect(await kept({ saveBestOnly: true, initialValueThreshold: 2 }, [3, 1, 2])).toEqual([1, 1]);
  });

  it('restores what it keeps, after an abort too, and leaves no tensors', async () => {
    const model = compiled();
    const { x, y } = samples(8);
    const checkpoint = ModelCheckpoint();
    const abort = new AbortController();
    const abortInSecond = { onEpochBegin: (epoch: number) => void (epoch === 1 && abort.abort()) };
    await model.evaluate(x, y);
    const before = tf.memory().numTensors;
    const options = { epochs: 3, verbose: 0, callbacks: [checkpoint, abortInSecond], signal: abort.signal } as const;
    await expect(model.fit(x, y, options)).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
    expect(checkpoint.epoch).toBe(0);
    await model.fit(x, y, { verbose: 0 });
    expect(await model.getWeights()).not.toEqual(checkpoint.weights);
    await checkpoint.restore(model);
    expect(await model.getWeights()).toEqual(checkpoint.weights);
    model.dispose();
  });

  it('rejects what it cannot do', async () => {
    const model = compiled();
    await expect(ModelCheckpoint().restore(model)).rejects.toThrow(StateError);
    expect(() => ModelCheckpoint({ filepath: 'a' } as never)).toThrow(ArgumentError);
    expect(() => ModelCheckpoint({ initialValueThreshold: Number.NaN })).toThrow('expects a finite number');
    const { x, y } = samples(4);
    const fit = model.fit(x, y, { verbose: 0, callbacks: [ModelCheckpoint({ saveBestOnly: true })] });
    await expect(fit).rejects.toThrow(
      "ModelCheckpoint: monitor expects a name that the model logs (received 'val_loss', without data",
    );
    model.dispose();
  });
});

describe('ModelCheckpoint to files', () => {
  const { x, y } = samples(8);
  const fit = (model: ReturnType<typeof compiled>, checkpoint: callbacks.ModelCheckpoint, options: object = {}) =>
    model.fit(x, y, { epochs: 3, verbose: 0, callbacks: [checkpoint], ...options });

  it('saves under names that numbers of the logs are filled in', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    const checkpoint = ModelCheckpoint(join(folder, 'm-{epoch:02d}-{val_loss:.2f}.keras'));
    const { history } = await fit(model, checkpoint, { validationSplit: 0.25 });
    const losses = (history as { val_loss?: readonly number[] }).val_loss ?? [];
    const names = losses.map((loss, index) => `m-0${index + 1}-${loss.toFixed(2)}.keras`);
    expect(await readdir(folder)).toEqual(names);
    expect(checkpoint.path).toBe(join(folder, names[2] as string));
    expect(checkpoint.weights).toBeNull();
    const loaded = await loadModel(checkpoint.path as string);
    expect(await loaded.getWeights()).toEqual(await model.getWeights());
    const before = await model.getWeights();
    await fit(
      model,
      ModelCheckpoint(join(folder, '{epoch}-{batch:03d}.weights.h5'), { saveWeightsOnly: true, saveFreq: 2 }),
      {
        batchSize: 4,
      },
    );
    expect((await readdir(folder)).filter((name) => name.endsWith('.h5'))).toEqual(
      [1, 2, 3].map((n) => `${n}-002.weights.h5`),
    );
    await checkpoint.restore(model);
    expect(await model.getWeights()).toEqual(before);
    loaded.dispose();
    model.dispose();
  });

  it('saves every second epoch, after as many batches', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    const values: Float32Array[][] = [];
    const onEpochEnd = async () => void values.push([...(await model.getWeights())]);
    const checkpoint = ModelCheckpoint(join(folder, 'm-{epoch}.keras'), { saveFreq: 2 * 4 });
    // Eight samples in batches of two: four batches an epoch.
    await fit(model, checkpoint, { epochs: 5, batchSize: 2, callbacks: [checkpoint, { onEpochEnd }] });
    expect((await readdir(folder)).sort()).toEqual(['m-2.keras', 'm-4.keras']);
    for (const epoch of [2, 4]) {
      const loaded = await loadModel(join(folder, `m-${epoch}.keras`));
      expect(await loaded.getWeights()).toEqual(values[epoch - 1]);
      loaded.dispose();
    }
    model.dispose();
  });

  it('replaces the file by better ones alone', async () => {
    const path = join(await temporaryFolder(), 'best.keras');
    const model = compiled();
    const checkpoint = ModelCheckpoint(path, { monitor: 'loss', saveBestOnly: true });
    const onEpoch = (epoch: number) => model.weights[0]?.assign(new Float32Array(20).fill(epoch));
    await playEpochs(checkpoint, model, [3, 1, 2], { onEpoch });
    expect(checkpoint.epoch).toBe(1);
    await checkpoint.restore(model);
    expect((await model.getWeights())[0]?.[0]).toBe(1);
    model.dispose();
  });

  it('says as training begins what will not work, and what is damaged', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    const wrong: readonly (readonly [callbacks.ModelCheckpoint, RegExp])[] = [
      [
        ModelCheckpoint(join(folder, 'gone', 'a.keras')),
        /^ModelCheckpoint expects a file that can be written .*ENOENT/,
      ],
      [ModelCheckpoint(join(folder, 'a.pt')), /ends in one of/],
      [
        ModelCheckpoint(join(folder, '{val_loss}.keras')),
        /names that are logged in braces: 'epoch', 'loss' \(received 'val/,
      ],
    ];
    for (const [checkpoint, message] of wrong) {
      const onEpochBegin = () => expect.unreachable();
      await expect(fit(model, checkpoint, { callbacks: [checkpoint, { onEpochBegin }] })).rejects.toThrow(message);
    }
    expect(() => ModelCheckpoint('{epoch:>5}.keras')).toThrow("a number's format, such as 02d or .2f (received '>5')");
    const checkpoint = ModelCheckpoint(join(folder, 'a.keras'));
    await fit(model, checkpoint);
    const bytes = await readFile(join(folder, 'a.keras'));
    await writeFile(join(folder, 'a.keras'), bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] as number) ^ 1));
    await expect(checkpoint.restore(model)).rejects.toThrow('the data of its checksum (received damaged data)');
    model.dispose();
  });

  it('leaves the last file where there is no folder any more, and training stops with the reason', async () => {
    const folder = await temporaryFolder();
    const model = compiled();
    const remove = { onEpochEnd: (epoch: number) => (epoch === 0 ? rm(folder, { recursive: true }) : undefined) };
    const checkpoint = ModelCheckpoint(join(folder, 'a.keras'));
    await expect(fit(model, checkpoint, { callbacks: [checkpoint, remove] })).rejects.toThrow(/a\.keras.*ENOENT/);
    expect(checkpoint.epoch).toBe(0);
    model.dispose();
  });
});

describe('patterns of names', () => {
  it('show numbers as Python does', () => {
    const text = '{{a}}-{epoch:03d}-{loss:.2f}-{loss:8.3f}-{loss:08.3f}-{loss:.1e}-{epoch}-{loss:.3g}';
    expect(filePattern('own', text).fill({ epoch: 7, loss: -1.23456 })).toBe(
      '{a}-007--1.23-  -1.235--001.235--1.2e+00-7--1.23',
    );
    expect(filePattern('own', '{loss:.2f}').fill({})).toBe('nan');
  });
});
