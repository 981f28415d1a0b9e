import fc from 'fast-check';
import * as library from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { makeFrom } from '../../src/arguments/positional.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { internals } from '../../src/graph/layer-state.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { evaluate } from '../layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../layers/random-calls/every-layer.js';

const names = Object.keys(randomCalls) as LayerName[];
const make = library as unknown as Readonly<Record<string, (...given: never[]) => unknown>>;

/** A layer of a class, from the first random call that is right. */
function layerOf(name: LayerName): AnyLayer {
  for (const text of fc.sample(randomCalls[name], { numRuns: 100, seed: 7 })) {
    try {
      const [output] = [evaluate(text)].flat() as SymbolicTensor[];
      if (output?.producer.layer.className === name) return output.producer.layer;
    } catch {
      // Some random calls are wrong.
    }
  }
  throw new Error(`no call of ${name} is right`);
}

describe('options of layers that are true or false', () => {
  it('take nothing else, in any class', () => {
    const said = names.flatMap((name) => {
      const { configuration } = layerOf(name)[internals].program;
      const options = Object.keys(configuration).filter((option) => typeof configuration[option] === 'boolean');
      return options.map((option) => {
        try {
          makeFrom(make[name] as never, { ...configuration, [option]: 'no' });
        } catch (error) {
          return (error as Error).message;
        }
        return `${name}: ${option} runs`;
      });
    });
    expect(said.filter((each) => !/^\w+: \w+ expects true or false \(received 'no'\)$/.test(each))).toEqual([]);
    expect(said.length).toBeGreaterThan(60);
  });
});
