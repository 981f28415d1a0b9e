import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { Flatten, FlattenChannelsFirst, Reshape } from '../../../src/layers/reshaping/reshape.js';
import { runLayer, runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Flatten on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('keeps integers, whose channels it moves', () => {
    const input = tf.tensor([0, 1, 2, 3, 4, 5], [1, 2, 3], 'int32');
    const output = runLayer(Flatten({ dataFormat: 'channelsFirst' }), input);
    expect(output.dtype).toBe('int32');
    expect(output.arraySync()).toEqual([[0, 3, 1, 4, 2, 5]]);
  });

  it('has its channels first by default under the name that channels-first has', () => {
    const input = tf.tensor([0, 1, 2, 3, 4, 5], [1, 2, 3]);
    expect(runLayer(FlattenChannelsFirst(), input).arraySync()).toEqual([[0, 3, 1, 4, 2, 5]]);
    const stated = FlattenChannelsFirst({ dataFormat: 'channelsLast', name: 'flat' });
    expect(runLayer(stated, input).arraySync()).toEqual([[0, 1, 2, 3, 4, 5]]);
    expect(stated.name).toBe('flat');
  });

  it('takes sizes that vary, and drops the mask', () => {
    const input = Input([null, 2]);
    const output = Flatten()(input);
    expect(output.shape).toEqual([null, null]);
    const mask = tf.ones([1, 3], 'bool');
    const [value] = runOutputs([input], [output], [tf.ones([1, 3, 2])], { masks: [mask] });
    expect(value?.tensor.shape).toEqual([1, 6]);
    expect(value?.mask).toBeNull();
  });

  it('takes an empty batch', () => {
    expect(runLayer(Flatten(), tf.zeros([0, 2, 3])).shape).toEqual([0, 6]);
  });
});

it('says what it expects', () => {
  // @ts-expect-error Flatten expects (batch, ...) (received several tensors)
  expect(() => Flatten()([Input([3])])).toThrow('Flatten expects (batch, ...) (received several tensors)');
  expect(() => Flatten({ dataFormat: 'channelsfirst' as 'channelsFirst' })).toThrow("did you mean 'channelsFirst'?");
});

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

it('rejects sizes besides one that varies which do not divide the elements of a sample', () => {
  const expected = 'Reshape expects a multiple of 1568 elements in each sample, to fill (null, 784, 2)';
  expect(() => Reshape([null, 784, 2])(Input([784]) as never)).toThrow(
    `${expected} (received (null, 784), which has 784)`,
  );
  expect(Reshape([null, 2])(Input([784])).shape).toEqual([null, null, 2]);
});

it('rejects targets that cannot be filled', () => {
  for (const target of [[-1, -1], [null, -1], [null, null], [0], [1.5], [-2]]) {
    expect(() => Reshape(target)).toThrow(ArgumentError);
  }
  expect(() => Reshape(4 as never)).toThrow('Reshape: targetShape expects a list of sizes (received 4)');
});
