import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { Flatten, FlattenChannelsFirst } from '../../src/layers/flatten.js';
import { Input } from '../../src/layers/input.js';
import { runLayer, runOutputs } from './run-layer.js';

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
