import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { Input } from '../../src/layers/input.js';
import { Reshape } from '../../src/layers/reshape.js';
import { runLayer, runOutputs } from './run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Reshape on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('fills a size that varies, whether -1 or null, and keeps integers', () => {
    for (const open of [-1, null]) {
      const output = runLayer(Reshape([open, 2]), tf.tensor([1, 2, 3, 4, 5, 6], [1, 6], 'int32'));
      expect(output.dtype).toBe('int32');
      expect(output.arraySync()).toEqual([
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ]);
    }
  });

  it('makes numbers of samples with one element, and takes an empty batch', () => {
    expect(runLayer(Reshape([]), tf.ones([3, 1])).shape).toEqual([3]);
    expect(runLayer(Reshape([2, -1]), tf.ones([0, 6])).shape).toEqual([0, 2, 3]);
  });

  it('rejects a batch that does not fill the target', () => {
    const input = Input([null, 2]);
    const output = Reshape([3])(input);
    expect(() => runOutputs([input], [output], [tf.ones([1, 2, 2])])).toThrow(
      'Reshape expects 3 elements in each sample, to fill (3) (received (1, 2, 2), which has 4)',
    );
    expect(() => runOutputs([input], [Reshape([-1, 3])(input)], [tf.ones([1, 2, 2])])).toThrow(ShapeError);
  });
});

it('rejects targets that cannot be filled', () => {
  for (const target of [[-1, -1], [null, -1], [null, null], [0], [1.5], [-2]]) {
    expect(() => Reshape(target)).toThrow(ArgumentError);
  }
  expect(() => Reshape(4 as never)).toThrow('Reshape: targetShape expects a list of sizes (received 4)');
});
