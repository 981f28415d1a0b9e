import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { unnamed } from '../../src/types/shape.js';
import { buildCall, feedsOf, goldenCalls } from '../operations/golden-calls.js';
import { evaluate, inputsOf } from './random-calls/evaluate.js';
import { type LayerName, randomCalls } from './random-calls/every-layer.js';
import { runOutputs } from './run-layer.js';

/**
 * The layers that read values inside a step: strings, which are in the host's memory on all backends, and integers to be hashed,
 * for tensors do not have the integers of 64 bits that hashes are. (So does IntegerLookup with `oovMethod: 'farmhash'`.)
 */
const readers: ReadonlySet<string> = new Set(['HashedCrossing', 'Hashing', 'StringLookup', 'TextVectorization']);

const names = Object.keys(randomCalls) as LayerName[];

/** Ones for an input. */
function feed({ shape, dtype }: SymbolicTensor): tf.Tensor {
  const sizes = unnamed(shape).map((size, axis) => size ?? (axis === 0 ? 2 : 12));
  if (dtype === 'string') return tf.tensor(Array(tf.util.sizeFromShape(sizes)).fill('1'), sizes, 'string');
  return tf.ones(sizes, dtype === 'int32' ? 'int32' : 'float32');
}

/** Runs a graph as a step of training does, gradients included. */
function step(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): void {
  const feeds = inputs.map(feed);
  const run = (fed: readonly tf.Tensor[]) => {
    const values = runOutputs(inputs, outputs, fed, { training: true, mayRead: false });
    const floats = values.map(({ tensor }) => tensor).filter(({ dtype }) => dtype === 'float32');
    const nothing = fed.filter(({ dtype }) => dtype === 'float32').map((tensor) => tf.sum(tf.mul(tensor, 0)));
    return tf.addN([tf.scalar(0), ...floats.map((tensor) => tf.sum(tensor)), ...nothing]);
  };
  const places = [...feeds.keys()].filter((place) => feeds[place]?.dtype === 'float32');
  if (places.length === 0) run(feeds);
  else {
    tf.grads((...given: tf.Tensor[]) => run(feeds.map((tensor, place) => given[places.indexOf(place)] ?? tensor)))(
      places.map((place) => feeds[place] as tf.Tensor),
    );
  }
}

/** How often a random call of a layer read from the device, and how many calls ran. */
function readsOf(text: string): number | undefined {
  let outputs: readonly SymbolicTensor[];
  try {
    outputs = [evaluate(text)].flat() as SymbolicTensor[];
  } catch {
    return undefined;
  }
  const [first] = outputs;
  const inputs = first === undefined ? [] : inputsOf(first);
  const sizes = [...inputs, ...outputs].map(({ shape }) =>
    unnamed(shape).reduce<number>((all, size) => all * (size ?? 12), 1),
  );
  if (Math.max(...sizes) > 5000 || outputs.some(({ producer }) => producer.layer.countParams() > 20_000))
    return undefined;
  const reads = vi.spyOn(tf.engine(), 'readSync');
  try {
    tf.tidy(() => step(inputs, outputs));
    return reads.mock.calls.length;
  } catch {
    // Sizes that vary may not fit each other; other tests see to errors.
    return undefined;
  } finally {
    reads.mockRestore();
    for (const { producer } of outputs) producer.layer.dispose();
  }
}

describe('inside a step', () => {
  beforeAll(() => setBackend('cpu'));

  it.each(names)('%s reads nothing from the device', (name) => {
    const counts: number[] = [];
    for (const text of fc.sample(randomCalls[name], { numRuns: 200, seed: 7 })) {
      const count = readsOf(text);
      if (count !== undefined) counts.push(count);
      if (counts.length === 6) break;
    }
    expect(counts.length).toBeGreaterThan(0);
    expect(Math.max(...counts) > 0).toBe(readers.has(name));
  });

  it('no operation reads anything from the device', () => {
    const readers = goldenCalls.filter((golden) => {
      const { inputs, outputs } = buildCall(golden);
      const reads = vi.spyOn(tf.engine(), 'readSync');
      tf.tidy(() => {
        runOutputs(inputs, outputs, feedsOf(golden), { training: true, mayRead: false });
      });
      const isReader = reads.mock.calls.length > 0;
      reads.mockRestore();
      return isReader;
    });
    expect(readers.map(({ call }) => call)).toEqual([]);
  });
});
