import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, loadWeights, Sequential, setBackend, weightBytes } from 'tupleflow';
import { afterEach, describe, expect, it } from 'vitest';
import { bytesReader } from '../../../src/backends/values.js';
import {
  type ByteParts,
  blocksOf,
  byteCount,
  dividedInto,
  laterPart,
  wholeOf,
} from '../../../src/io/formats/byte-parts.js';

/** The bytes of a sequence from one place on, in which no bytes of a few thousand repeat. */
const sequence = (length: number, first = 0) =>
  Uint8Array.from({ length }, (_, index) => ((index + first) * 2654435761) >>> 16);

/** A sequence in parts: arrays and later ones, empty ones and such as are longer than a block. */
function partsOf(lengths: readonly number[]): ByteParts {
  let first = 0;
  return lengths.map((length, index) => {
    const bytes = sequence(length, first);
    first += length;
    if (index % 3 === 0) return bytes;
    if (index % 3 === 1) return laterPart(length, () => bytes);
    const copy = async (target: Uint8Array, start: number) => {
      await Promise.resolve();
      target.set(bytes.subarray(start, start + target.length));
    };
    return { length, copy };
  });
}

const lists = [[], [0], [1, 0, 2], [5, 3_000_000, 0, 4_194_304, 7, 2_097_152], [2_097_152], [4_194_304, 1, 1]];

describe('the parts of a file', () => {
  it.each(lists)('are the same bytes as a whole, in blocks and in files: %j', async (...lengths) => {
    const parts = partsOf(lengths);
    const expected = sequence(byteCount(parts));
    expect(Buffer.compare(await wholeOf(parts), expected)).toBe(0);
    const blocks: Uint8Array[] = [];
    let before: Uint8Array | undefined;
    for await (const block of blocksOf(parts)) {
      // The one before is whole as long as the next has not been asked for.
      if (before) blocks.push(before.slice());
      before = block;
    }
    if (before) blocks.push(before.slice());
    expect(Buffer.compare(Buffer.concat(blocks), expected)).toBe(0);
    const files = dividedInto(parts, 1_000_001);
    const sizes = files.map(byteCount);
    expect(sizes.slice(0, -1).every((size) => size === 1_000_001)).toBe(true);
    expect(Buffer.compare(Buffer.concat(await Promise.all(files.map(wholeOf))), expected)).toBe(0);
  });
});

describe('the bytes of tensors', () => {
  afterEach(() => setBackend().then(() => undefined));

  it.each(['wasm', 'cpu'] as const)('are copied from any of them on, on %s', async (backend) => {
    await setBackend(backend);
    const tensor = tf.tensor1d([1, 2, 3, 4]);
    const expected = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);
    const copy = bytesReader(tensor);
    for (const [start, end] of [
      [0, 16],
      [3, 9],
      [9, 16],
      [0, 0],
      [2, 4],
    ] as const) {
      const target = new Uint8Array(end - start);
      await copy(target, start);
      expect(target).toEqual(expected.slice(start, end));
    }
    tensor.dispose();
  });

  it('are written from a backend that a model has come from', async () => {
    const create = () => Sequential([Input([3]), Dense(2)]);
    const model = create();
    const values = await model.getWeights();
    await setBackend('cpu');
    const other = create();
    await loadWeights(other, await weightBytes(model, { format: 'npz' }));
    expect(await other.getWeights()).toEqual(values);
    model.dispose();
    other.dispose();
  });
});
