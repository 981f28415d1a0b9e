import { mkdtempSync, rmSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Input, loadModel, Sequential, setBackend } from 'tupleflow';

/*
 * Saves and loads a model of 100 MB, and writes and reads the same bytes plainly in the same run: how long each takes, and how
 * much memory, as a multiple of the file. The aims are half of the speed of the disk, and 2.2 times the file.
 */

const megabyte = 2 ** 20;

/** The time of an action in seconds, and the most memory that the process grew by, sampled. */
async function measured<Result>(
  action: () => Promise<Result>,
): Promise<{ result: Result; seconds: number; peak: number }> {
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

await setBackend('wasm');
const folder = mkdtempSync(join(tmpdir(), 'tupleflow-bench-'));
try {
  const path = join(folder, 'model.keras');
  const model = Sequential([Input([2560]), Dense(2560), Dense(2560), Dense(2560), Dense(2560)]);
  await model.getWeights();
  const saving = await measured(() => model.save(path));
  const { size } = await stat(path);
  const bytes = await readFile(path);
  const writing = await measured(async () => {
    const handle = await open(join(folder, 'plain'), 'w');
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
  });
  const reading = await measured(() => readFile(join(folder, 'plain')));
  const loading = await measured(() => loadModel(path));
  const row = (name: string, plain: { seconds: number }, own: { seconds: number; peak: number }) =>
    console.log(
      `${name}: ${(size / megabyte / own.seconds).toFixed(0)} MB/s, plainly ${(size / megabyte / plain.seconds).toFixed(0)} MB/s, ` +
        `${(plain.seconds / own.seconds).toFixed(2)} of it; memory ${(own.peak / size).toFixed(2)} times the file`,
    );
  console.log(`a file of ${(size / megabyte).toFixed(1)} MB`);
  row('save', writing, saving);
  row('load', reading, loading);
  loading.result.dispose();
  model.dispose();
} finally {
  rmSync(folder, { recursive: true });
}
