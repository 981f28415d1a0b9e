import fc from 'fast-check';
import { setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultOfMember, memberNames } from './methods.js';
import { mutated, mutation } from './mutate.js';

/** 2,000 calls; 150 with `RUNS=30`. */
const calls = process.env.RUNS === undefined ? 2000 : 5 * Number(process.env.RUNS);
const seed = Number(process.env.SEED ?? 7);

describe(`members of a model called with junk, seed ${seed}`, () => {
  beforeAll(() => setBackend('wasm'));

  it.each(memberNames)('%s is right before it is changed', async (name) => {
    expect(await faultOfMember(name, (given) => given)).toBeUndefined();
  });

  it(
    `return, or throw and leave the model as it was, ${calls} times`,
    async () => {
      const faults: string[] = [];
      for (const [name, change] of fc.sample(fc.tuple(fc.constantFrom(...memberNames), mutation), {
        numRuns: calls,
        seed,
      })) {
        const fault = await faultOfMember(name, (given) => mutated(given, change));
        if (fault) faults.push(`${JSON.stringify({ name, ...change })}: ${fault.kind}: ${fault.message}`);
      }
      expect(faults).toEqual([]);
    },
    calls * 100 + 60_000,
  );
});
