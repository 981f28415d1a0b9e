import fc from 'fast-check';
import { setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultOfCall } from './calls.js';
import { errorClasses, exported } from './exported.js';
import { mutated, mutation } from './mutate.js';

/** 20,000 calls; 900 with `RUNS=30`. */
const calls = process.env.RUNS === undefined ? 20_000 : 30 * Number(process.env.RUNS);
const seed = Number(process.env.SEED ?? 7);
const paths = [...exported.keys()].filter((path) => !errorClasses.includes(path));

const call = fc.record({
  path: fc.constantFrom(...paths),
  index: fc.nat(39),
  isComplete: fc.boolean(),
  isOfCall: fc.nat(3).map((one) => one === 0),
});

describe(`calls with junk, seed ${seed}`, () => {
  beforeAll(() => setBackend('wasm'));

  it(
    `return, or end in an error of the library's or of the caller's, ${calls} times`,
    async () => {
      const faults: string[] = [];
      for (const [exportCall, change] of fc.sample(fc.tuple(call, mutation), { numRuns: calls, seed })) {
        const fault = await faultOfCall(exportCall, (given) => mutated(given, change));
        if (fault) faults.push(`${JSON.stringify({ ...exportCall, change })}: ${fault.kind}: ${fault.message}`);
      }
      expect(faults).toEqual([]);
    },
    calls * 100 + 60_000,
  );
});
