import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { KerasConfig } from '../../src/io/keras-config.js';
import { toKerasConfig } from '../../src/io/to-keras-config.js';
import { evaluate } from '../layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../layers/random-calls/every-layer.js';

/** Blocks that Keras does not have, and a layer that is a function of the user's. */
const own: readonly string[] = ['Lambda', 'Parallel', 'Residual'];

const names = (Object.keys(randomCalls) as LayerName[]).filter((name) => !own.includes(name));
const seed = Number(process.env.SEED ?? 3);

describe(`random layers, seed ${seed}`, () => {
  it.each(names)('%s is the same after its configuration is written and read', (name) => {
    let checked = 0;
    for (const text of fc.sample(randomCalls[name], { numRuns: 40, seed })) {
      const output = called(text);
      if (output === undefined) continue;
      const { layer } = output.producer;
      const config = toKerasConfig(layer);
      const read = fromKerasConfig(JSON.parse(JSON.stringify(config)) as KerasConfig);
      expect(toKerasConfig(read), text).toEqual(config);
      expect(read.className).toBe(layer.className);
      expect(layer.className).toBe(name);
      checked++;
    }
    expect(checked).toBeGreaterThan(5);
  });
});

/** The first tensor that a call gives; none where it is wrong. */
function called(text: string): SymbolicTensor | undefined {
  try {
    return [evaluate(text)].flat()[0] as SymbolicTensor;
  } catch {
    return undefined;
  }
}
