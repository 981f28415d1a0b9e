import fc from 'fast-check';
import { setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { changed, changes, faultOfConfiguration, rightConfigurations } from './configurations.js';

/** 10,000 configurations; 600 with `RUNS=30`. */
const count = process.env.RUNS === undefined ? 10_000 : 20 * Number(process.env.RUNS);
const seed = Number(process.env.SEED ?? 7);
/** The memory that all of them may need together. */
const mostBytes = 1_000_000_000;

describe(`configurations with something wrong, seed ${seed}`, () => {
  beforeAll(() => setBackend('wasm'));

  it('are right before they are changed', async () => {
    for (const right of rightConfigurations) expect(await faultOfConfiguration(right, right.config)).toBeUndefined();
  });

  it(
    `make what they say, or end in an error of the library's, ${count} times`,
    async () => {
      const before = process.memoryUsage().rss;
      const faults: string[] = [];
      const random = fc.tuple(fc.constantFrom(...rightConfigurations), changes);
      for (const [right, list] of fc.sample(random, { numRuns: count, seed })) {
        const config = list.reduce<unknown>((json, change) => changed(json, change), right.config);
        const fault = await faultOfConfiguration(right, config);
        if (fault) faults.push(`${shown(config)}: ${fault.kind}: ${fault.message}`);
      }
      expect(faults).toEqual([]);
      expect(process.memoryUsage().rss - before).toBeLessThan(mostBytes);
    },
    count * 100 + 60_000,
  );
});

/** A configuration as text, unless it is too deep for that. */
function shown(config: unknown): string {
  try {
    return JSON.stringify(config).slice(0, 500);
  } catch {
    return 'a deep configuration';
  }
}
