import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, callbacks, setBackend } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { histogram, integer } from '../../src/training/event-file/event.js';
import { crc32c } from '../../src/training/event-file/event-file.js';
import { type ReadEvent, readEvents } from './read-events.js';
import { classifier, samples } from './small-model.js';

const { TensorBoard } = callbacks;
let folder: string;

beforeAll(() => setBackend('wasm'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const compiled = () =>
  classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

/** What is in the files of a folder, one after the other. */
const eventsIn = (part: string): readonly ReadEvent[] =>
  readdirSync(join(folder, part))
    .sort()
    .flatMap((name) => readEvents(join(folder, part, name)));
const shown = (events: readonly ReadEvent[]) => events.map(({ tag, step }) => `${tag} ${step}`);

describe('TensorBoard', () => {
  const { x, y } = samples(8);

  it("writes the numbers of epochs as Keras does, in Keras' folders", async () => {
    const model = compiled();
    const fit = { batchSize: 4, epochs: 2, verbose: 0, validationData: [x.slice(0, 2), y.slice(0, 2)] } as const;
    const { history } = await model.fit(x, y, { ...fit, callbacks: [TensorBoard(folder)] });
    const [version, ...train] = eventsIn('train');
    expect(version).toMatchObject({ version: 'brain.Event:2', tag: '' });
    const ofEpoch = ['epoch_loss', 'epoch_accuracy', 'epoch_learning_rate'];
    expect(shown(train)).toEqual([0, 1].flatMap((epoch) => ofEpoch.map((tag) => `${tag} ${epoch}`)));
    expect(new Set(train.map(({ plugin, shape }) => `${plugin} ${shape}`))).toEqual(new Set(['scalars ']));
    const valuesOf = (tag: string, events: readonly ReadEvent[]) =>
      events.filter((event) => event.tag === tag).map(({ values }) => values[0]);
    expect(valuesOf('epoch_loss', train)).toEqual(history.loss.map(Math.fround));
    expect(valuesOf('epoch_learning_rate', train)).toEqual([0.01, 0.01].map(Math.fround));
    const validation = eventsIn('validation').slice(1);
    expect(shown(validation)).toEqual([
      'evaluation_loss_vs_iterations 2',
      'evaluation_accuracy_vs_iterations 2',
      'epoch_loss 0',
      'epoch_accuracy 0',
      'evaluation_loss_vs_iterations 4',
      'evaluation_accuracy_vs_iterations 4',
      'epoch_loss 1',
      'epoch_accuracy 1',
    ]);
    expect(valuesOf('epoch_loss', validation)).toEqual((history.val_loss ?? []).map(Math.fround));
    expect(readdirSync(join(folder, 'train'))[0]).toMatch(/^events\.out\.tfevents\.\d{10}\..+\.v2$/);
    model.dispose();
  });

  it('writes batches, speeds and histograms if wanted', async () => {
    const model = compiled();
    const options = { updateFreq: 3, histogramFreq: 2, writeStepsPerSecond: true } as const;
    const board = TensorBoard(folder, options);
    await model.fit(x, y, { batchSize: 2, epochs: 3, verbose: 0, callbacks: [board] });
    const events = eventsIn('train');
    const batches = events.filter(({ tag }) => tag.startsWith('batch_'));
    expect(shown(batches)).toEqual(
      [3, 6, 9, 12].flatMap((step) => ['loss', 'accuracy', 'steps_per_second'].map((name) => `batch_${name} ${step}`)),
    );
    const speeds = events
      .filter(({ tag }) => tag === 'epoch_steps_per_second')
      .map(({ values }) => values[0] as number);
    expect(speeds.length).toBe(3);
    for (const speed of speeds) expect(speed).toBeGreaterThan(1);
    const histograms = events.filter(({ plugin }) => plugin === 'histograms');
    expect(shown(histograms)).toEqual(
      [0, 2].flatMap((epoch) => model.weights.map(({ path }) => `${path}/histogram ${epoch}`)),
    );
    const counts = histograms.map(({ values }) => values.filter((_, index) => index % 3 === 2));
    expect(counts.map((list) => list.reduce((sum, count) => sum + count))).toEqual([20, 5, 15, 3, 20, 5, 15, 3]);
    expect(histograms[0]?.shape).toEqual([30, 3]);
    expect(readdirSync(folder)).toEqual(['train']);
    model.dispose();
  });

  it('begins a file for each training, writes evaluations alone, and leaves no tensors', async () => {
    const model = compiled();
    const board = TensorBoard(folder);
    await model.fit(x, y, { verbose: 0, callbacks: [board] });
    const before = tf.memory().numTensors;
    await model.fit(x, y, { verbose: 0, callbacks: [board] });
    await model.evaluate(x, y, { callbacks: [board] });
    expect(tf.memory().numTensors).toBe(before);
    expect(readdirSync(join(folder, 'train')).length).toBe(2);
    expect(shown(eventsIn('validation').slice(1))).toEqual([
      'evaluation_loss_vs_iterations 2',
      'evaluation_accuracy_vs_iterations 2',
    ]);
    model.dispose();
  });

  it('says before training that its folder cannot be written to', async () => {
    expect(() => TensorBoard('')).toThrow("TensorBoard: logDir expects the path of a folder (received '')");
    const model = classifier().compile({ loss: 'categoricalCrossentropy' });
    const begun: number[] = [];
    const watch = { onEpochBegin: (epoch: number) => void begun.push(epoch) };
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { x, y } = samples(4);
    await expect(model.fit(x, y, { verbose: 0, callbacks: [TensorBoard(file), watch] })).rejects.toThrow(
      /TensorBoard: logDir expects a folder that can be written to \(received Error: ENOTDIR|EEXIST/,
    );
    expect(begun).toEqual([]);
    model.dispose();
  });

  it.each([
    [{ updateFreq: 0 }, "TensorBoard: updateFreq expects 'epoch', 'batch' or a positive integer (received 0)"],
    [{ histogramFreq: 0.5 }, 'TensorBoard: histogramFreq expects an integer from 0 (received 0.5)'],
    [{ writeGraph: true }, "(received 'writeGraph')"],
  ])('rejects %j', (options, message) => {
    expect(() => TensorBoard(folder, options as never)).toThrow(ArgumentError);
    expect(() => TensorBoard(folder, options as never)).toThrow(message);
  });
});

describe('event files', () => {
  it('have checksums of CRC-32C', () => {
    const digits = new TextEncoder().encode('123456789');
    // The check value of the polynomial's specification.
    expect(crc32c(digits)).toBe(0xe3069283);
    expect(crc32c(new Uint8Array())).toBe(0);
  });

  it.each([
    [0, [8, 0]],
    [127, [8, 127]],
    [128, [8, 128, 1]],
    [2 ** 31, [8, 128, 128, 128, 128, 8]],
    [Number.MAX_SAFE_INTEGER, [8, 255, 255, 255, 255, 255, 255, 255, 15]],
  ])('hold the integer %i', (value, bytes) => {
    expect(integer(1, value).bytes).toEqual(bytes);
  });

  it("have TensorBoard's histograms", () => {
    const rows = (values: number[]) => {
      const { values: flat } = histogram('weight', values, 0);
      return Array.from({ length: 30 }, (_, index) => [...flat.subarray(3 * index, 3 * index + 3)]);
    };
    expect(rows([]).flat()).toEqual(new Array(90).fill(0));
    expect(rows([2, 2])[0]).toEqual([2, 2, 0]);
    expect(rows([2, 2])[29]).toEqual([2, 2, 2]);
    expect(rows([0, 30, 30, 0.5, 29])[0]).toEqual([0, 1, 2]);
    expect(rows([0, 30, 30, 0.5, 29])[29]).toEqual([29, 30, 3]);
    expect(rows([Number.NaN, 1, Number.POSITIVE_INFINITY])[29]).toEqual([1, 1, 1]);
  });
});
