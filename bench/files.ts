import { mkdtempSync, rmSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Input, loadModel, Sequential, setBackend } from 'tupleflow';

/*
 * Saves and loads a model of 100 MB in each format, and writes and reads the same bytes plainly, in turns: how long each takes
 * (the medians), and how much memory, as a multiple of the file. The aims are half of the speed of the disk, and 2.2 times the
 * file. What a first call loads is not counted: the medians are those of calls after it.
 */

const [megabyte, rounds] = [2 ** 20, Number(process.env.ROUNDS ?? 7)];

interface Measured<Result> {
  readonly result: Result;
  readonly seconds: number;
  readonly peak: number;
}

/** The time of an action in seconds, and the most memory that the process grew by, sampled. */
async function measured<Result>(action: () => Promise<Result>): Promise<Measured<Result>> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 2);
  const begun = performance.now();
  const result = await action();
  const seconds = (performance.now() - begun) / 1000;
  most = Math.max(most, process.memoryUsage.rss());
  clearInterval(timer);
  return { result, seconds, peak: most - before };
}

const median = (values: readonly number[]) => [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;

async function writePlainly(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w');
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
}

await setBackend('wasm');
const folder = mkdtempSync(join(tmpdir(), 'tupleflow-bench-'));
const model = Sequential([Input([2560]), Dense(2560), Dense(2560), Dense(2560), Dense(2560)]);
const plain = join(folder, 'plain');

/** Saves and loads in turns with the disk, and prints the medians. */
async function report(name: string, save: (path: string) => Promise<void>, load: (path: string) => Promise<unknown>) {
  const path = join(folder, name);
  const times: Record<'save' | 'write' | 'load' | 'read', Measured<unknown>[]> = {
    save: [],
    write: [],
    load: [],
    read: [],
  };
  for (let round = 0; round <= rounds; round++) {
    const saving = await measured(() => save(path));
    const bytes = await readFile(path);
    const writing = await measured(() => writePlainly(plain, bytes));
    const loading = await measured(() => load(path));
    const reading = await measured(() => readFile(plain));
    (loading.result as { dispose?: () => void } | undefined)?.dispose?.();
    if (round === 0) {
      console.log(`${name}, first: save ${saving.seconds.toFixed(2)} s, load ${loading.seconds.toFixed(2)} s`);
      continue;
    }
    times.save.push(saving);
    times.write.push(writing);
    times.load.push(loading);
    times.read.push(reading);
  }
  const { size } = await stat(path);
  for (const [own, disk] of [
    ['save', 'write'],
    ['load', 'read'],
  ] as const) {
    const [seconds, base] = [own, disk].map((kind) => median(times[kind].map((one) => one.seconds))) as [
      number,
      number,
    ];
    const peak = Math.max(...times[own].map((one) => one.peak));
    console.log(
      `${name}, ${own}: ${(size / megabyte / seconds).toFixed(0)} MB/s, plainly ${(size / megabyte / base).toFixed(0)} MB/s, ` +
        `${(base / seconds).toFixed(2)} of it; memory ${(peak / size).toFixed(2)} times the file`,
    );
  }
}

try {
  await model.getWeights();
  for (const name of ['model.keras', 'model.h5']) {
    await report(
      name,
      (path) => model.save(path),
      (path) => loadModel(path),
    );
  }
  for (const name of ['model.weights.h5', 'model.npz', 'model.safetensors']) {
    await report(
      name,
      (path) => model.saveWeights(path),
      (path) => model.loadWeights(path),
    );
  }
} finally {
  model.dispose();
  rmSync(folder, { recursive: true });
}
