import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { TupleflowError } from '../../src/errors.js';
import { loadHdf5Library } from '../../src/io/formats/hdf5-library.js';
import { damaged, damages, formats } from './format-files.js';

/** Files of each format: 2,000; 300 with `RUNS=30`, 10,000 with `RUNS=1000`. */
const count = process.env.RUNS === undefined ? 2000 : 10 * Number(process.env.RUNS);
const seed = Number(process.env.SEED ?? 7);
/** The milliseconds that one file may take, and the memory that all of a format may need together. */
const [longest, mostBytes] = [1000, 500_000_000];

describe.each(Object.entries(formats))(`damaged files, seed ${seed}: %s`, (_, { files, read }) => {
  beforeAll(() => loadHdf5Library());

  it(
    `are read, or end in an error of the library's, ${count} times`,
    async () => {
      const before = process.memoryUsage().rss;
      const faults: string[] = [];
      const random = fc.tuple(fc.constantFrom(...files.keys()), damages);
      for (const [index, list] of fc.sample(random, { numRuns: count, seed })) {
        const bytes = list.reduce(damaged, files[index] as Uint8Array);
        const fault = await faultOf(read, bytes);
        if (fault !== undefined) faults.push(`${index} ${JSON.stringify(list)}: ${fault}`);
      }
      expect(faults).toEqual([]);
      expect(process.memoryUsage().rss - before).toBeLessThan(mostBytes);
    },
    count * 100 + 60_000,
  );
});

/** What is wrong with how a file is read: `undefined` for a result, or an error of the library. */
async function faultOf(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Promise<string | undefined> {
  const times: number[] = [];
  // A file that takes long is read once more, because another process may have been the reason.
  for (let time = longest + 1; time > longest && times.length < 2; times.push(time)) {
    const start = performance.now();
    try {
      await read(bytes);
    } catch (error) {
      if (!(error instanceof TupleflowError)) return String(error);
    }
    time = performance.now() - start;
  }
  return Math.min(...times) > longest ? `${Math.round(Math.min(...times))} ms` : undefined;
}
