import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import {
  AveragePooling1D,
  AveragePooling1DChannelsFirst,
  AveragePooling3D,
  AveragePooling3DChannelsFirst,
} from '../../../src/layers/pooling/average-pooling.js';
import {
  MaxPooling1D,
  MaxPooling1DChannelsFirst,
  MaxPooling3D,
  MaxPooling3DChannelsFirst,
} from '../../../src/layers/pooling/max-pooling.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: what these have in common is not a type of theirs.
type Pooling = (...values: any[]) => AnyLayer;

describe.each(['cpu', 'wasm'] as const)('poolings of sequences and volumes on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    ['max', MaxPooling1D, [3, 5, 5]],
    ['mean', AveragePooling1D, [2, 10 / 3, 4.5]],
  ] as const)('lets what is beyond the edge out of the %s', (_, pooling, expected) => {
    tf.tidy(() => {
      const sequence = tf.tensor([1, 3, 2, 5, 4], [1, 5, 1]);
      const output = runLayer(pooling(3, { strides: 2, padding: 'same' }) as unknown as AnyLayer, sequence);
      expectClose(output, expected, 1e-6, 'output');
    });
  });

  it('does not let zeros of a padding win over negative numbers', () => {
    tf.tidy(() => {
      const volume = tf.fill([1, 3, 3, 3, 1], -2);
      const output = runLayer(MaxPooling3D(3, { strides: 2, padding: 'same' }), volume);
      expectClose(output, Array<number>(8).fill(-2), 0, 'output');
    });
  });

  it.each([
    ['max', MaxPooling3D, MaxPooling3DChannelsFirst],
    ['mean', AveragePooling3D, AveragePooling3DChannelsFirst],
  ] as const)('keeps apart depth, height and width, whatever the format: %s', (_, last, first) => {
    tf.tidy(() => {
      const volume = randomTensor([2, 4, 5, 6, 3], 1);
      const options = { strides: [1, 2, 3], padding: 'same' } as const;
      const output = runLayer(last([1, 2, 3], options) as unknown as AnyLayer, volume);
      expect(output.shape).toEqual([2, 4, 3, 2, 3]);
      const transposed = tf.transpose(volume, [0, 4, 1, 2, 3]);
      const other = runLayer(first([1, 2, 3], options) as unknown as AnyLayer, transposed);
      expectClose(tf.transpose(other, [0, 2, 3, 4, 1]), [...output.dataSync()], 1e-6, 'channels first');
    });
  });

  it('says that a size that varied is too small', () => {
    const sequence = Input([null, 2]);
    const pooled = MaxPooling1D(3)(sequence);
    expect(pooled.shape).toEqual([null, null, 2]);
    tf.tidy(() => {
      expect(() => runOutputs([sequence], [pooled], [tf.zeros([1, 2, 2])])).toThrow(
        'MaxPooling1D expects a number of steps of at least 3, the size of its window (received 2, in (1, 2, 2))',
      );
    });
  });
});

describe('poolings of sequences and volumes', () => {
  it('have windows of 2 that move by their own size, unless options say otherwise', () => {
    expect(MaxPooling1D()(Input([9, 3])).shape).toEqual([null, 4, 3]);
    expect(AveragePooling1DChannelsFirst()(Input([3, 9])).shape).toEqual([null, 3, 4]);
    expect(MaxPooling1DChannelsFirst(2, { dataFormat: 'channelsLast' })(Input([9, 3])).shape).toEqual([null, 4, 3]);
    expect(AveragePooling3D()(Input([8, 9, 7, 3])).shape).toEqual([null, 4, 4, 3, 3]);
    expect(AveragePooling3D(3, { strides: null })(Input([8, 9, 7, 3])).shape).toEqual([null, 2, 3, 2, 3]);
    expect(AveragePooling1D([3], { strides: [1], padding: 'same' })(Input([9, 3])).shape).toEqual([null, 9, 3]);
  });

  it.each([
    [MaxPooling1D, [[1, 2]], 'MaxPooling1D: poolSize expects a positive integer, or a list of 1 (received [1, 2])'],
    [
      AveragePooling3D,
      [[1, 2]],
      'AveragePooling3D: poolSize expects a positive integer, or a list of 3 (received [1, 2])',
    ],
    [
      MaxPooling3D,
      [2, { strides: 0 }],
      'MaxPooling3D: strides expects a positive integer, or a list of 3 (received 0)',
    ],
    [
      AveragePooling1D,
      [2, { padding: 'causal' }],
      "AveragePooling1D: padding expects one of 'valid', 'same' (received 'causal')",
    ],
  ] as const)('%o is not made of %j', (pooling, values, message) => {
    expect(() => (pooling as Pooling)(...values)).toThrow(new ArgumentError(message));
  });

  it('are not called on other ranks', () => {
    const call = (layer: AnyLayer, shape: number[]) => (layer as unknown as (input: object) => void)(Input(shape));
    expect(() => call(MaxPooling1D(), [8])).toThrow(
      new ShapeError('MaxPooling1D expects (batch, steps, channels) (received (null, 8))'),
    );
    expect(() => call(AveragePooling3DChannelsFirst(), [8, 8, 8])).toThrow(
      new ShapeError('AveragePooling3D expects (batch, channels, depth, height, width) (received (null, 8, 8, 8))'),
    );
  });
});
