import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, callbacks, DataError, metrics, setBackend } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

const { CSVLogger } = callbacks;
let folder = '';
beforeAll(async () => {
  await setBackend('wasm');
  folder = await mkdtemp(join(tmpdir(), 'csv-logger-'));
});
afterAll(() => rm(folder, { recursive: true }));

const compiled = () =>
  classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const model = compiled();
const logs = [
  { loss: 2, accuracy: 0.25 },
  { loss: 1.5, accuracy: 0.5 },
];

describe('CSVLogger', () => {
  it('writes a row for each epoch, at once', async () => {
    const path = join(folder, 'rows.csv');
    const { x, y } = samples(8);
    const sizes: number[] = [];
    const reader = { onEpochEnd: async () => void sizes.push((await readFile(path, 'utf8')).split('\n').length - 1) };
    const { history } = await model.fit(x, y, {
      epochs: 2,
      verbose: 0,
      validationSplit: 0.25,
      validationFreq: 2,
      callbacks: [CSVLogger(path), reader],
    });
    expect(sizes).toEqual([2, 3]);
    const [header, ...rows] = (await readFile(path, 'utf8')).trim().split('\n');
    expect(header).toBe('epoch,accuracy,loss,val_accuracy,val_loss');
    expect(rows[0]).toBe(`0,${history.accuracy?.[0]},${history.loss[0]},NA,NA`);
    expect(rows[1]?.split(',').map(Number)).toEqual([
      1,
      history.accuracy?.[1],
      history.loss[1],
      history.val_accuracy?.[0],
      history.val_loss?.[0],
    ]);
  });

  it('writes over a file, or adds to it', async () => {
    const path = join(folder, 'append.csv');
    const play = (append: boolean) => playEpochs(CSVLogger(path, { append, separator: ';' }), model, logs);
    const [header, rows] = ['epoch;accuracy;loss\n', '0;0.25;2\n1;0.5;1.5\n'];
    await play(true);
    expect(await readFile(path, 'utf8')).toBe(header + rows);
    await play(true);
    expect(await readFile(path, 'utf8')).toBe(header + rows + rows);
    await play(false);
    expect(await readFile(path, 'utf8')).toBe(header + rows);
    await writeFile(path, `${header}7;1;1`);
    await play(true);
    expect(await readFile(path, 'utf8')).toBe(`${header}7;1;1\n${rows}`);
  });

  it('quotes names that need it', async () => {
    const path = join(folder, 'quoted.csv');
    const metric = metrics.Precision({ name: 'a "b", c' });
    const quoted = classifier().compile({ loss: 'categoricalCrossentropy', metrics: [metric] });
    await playEpochs(CSVLogger(path), quoted, [1]);
    expect(await readFile(path, 'utf8')).toBe('epoch,"a ""b"", c",loss\n0,NA,1\n');
  });

  it('rejects a file with other columns, and what it cannot write to', async () => {
    const path = join(folder, 'other.csv');
    await writeFile(path, 'epoch,loss\n0,1\n');
    const play = playEpochs(CSVLogger(path, { append: true }), model, logs);
    await expect(play).rejects.toThrow(DataError);
    await expect(play).rejects.toThrow('the columns epoch,accuracy,loss (received epoch,loss)');
    expect(await readFile(path, 'utf8')).toBe('epoch,loss\n0,1\n');
    await expect(playEpochs(CSVLogger(folder), model, logs)).rejects.toThrow('EISDIR');
    expect(() => CSVLogger(path, { separator: '' })).toThrow(ArgumentError);
    expect(() => CSVLogger(path, { mode: 'a' } as never)).toThrow(ArgumentError);
  });
});
