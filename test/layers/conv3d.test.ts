import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { Conv3D, Conv3DChannelsFirst } from '../../src/layers/conv3d.js';
import { Input } from '../../src/layers/input.js';
import { expectClose } from './expect-close.js';
import { randomTensor } from './random-tensor.js';
import { runLayer } from './run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Conv3D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('keeps apart depth, height and width, whatever the format, in groups too', () => {
    tf.tidy(() => {
      const volume = randomTensor([2, 4, 5, 6, 4], 1);
      const options = { strides: [1, 2, 3], padding: 'same', groups: 2 } as const;
      const [last, first] = [Conv3D(6, [3, 2, 1], options), Conv3DChannelsFirst(6, [3, 2, 1], options)];
      last(Input([4, 5, 6, 4]));
      first(Input([4, 4, 5, 6]));
      first.setWeights(last.weights.map(({ value }) => value as tf.Tensor));
      const expected = runLayer(last, volume);
      expect(expected.shape).toEqual([2, 4, 3, 2, 6]);
      const output = runLayer(first, tf.transpose(volume, [0, 4, 1, 2, 3]));
      expectClose(tf.transpose(output, [0, 2, 3, 4, 1]), [...expected.dataSync()], 1e-6, 'channels first');
    });
  });

  it('sees every second image, where the depth is dilated', () => {
    tf.tidy(() => {
      const layer = Conv3D(1, [2, 1, 1], { dilationRate: [2, 1, 1], kernelInitializer: 'ones' });
      expectClose(runLayer(layer, tf.tensor([1, 10, 100, 1000], [1, 4, 1, 1, 1])), [101, 1010], 0, 'sums');
      const strided = Conv3D(1, [2, 1, 1], { strides: [2, 1, 1], kernelInitializer: 'ones' });
      expectClose(runLayer(strided, tf.tensor([1, 10, 100, 1000], [1, 4, 1, 1, 1])), [11, 1100], 0, 'strided');
    });
  });
});

describe('Conv3D', () => {
  it('has the weights of Keras', () => {
    const layer = Conv3D(6, [3, 2, 1], { groups: 2, name: 'edges' });
    expect(layer(Input([9, 8, 7, 4])).shape).toEqual([null, 7, 7, 7, 6]);
    expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['edges/kernel', [3, 2, 1, 2, 6]],
      ['edges/bias', [6]],
    ]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const convolution = Conv3D as (...values: any[]) => AnyLayer;

  it.each([
    [[4, [3, 3]], 'Conv3D: kernelSize expects a positive integer, or a list of 3 (received [3, 3])'],
    [[4, 3, { padding: 'causal' }], "Conv3D: padding expects one of 'valid', 'same' (received 'causal')"],
  ])('does not take %j', (values, message) => {
    expect(() => convolution(...values)).toThrow(new ArgumentError(message));
  });

  it('is not called on what is too small', () => {
    const call = Conv3D(4, 3) as unknown as (input: object) => void;
    expect(() => call(Input([2, 8, 8, 3]))).toThrow(
      new ShapeError(
        'Conv3D expects a depth of at least 3, the size of its window (received 2, in (null, 2, 8, 8, 3))',
      ),
    );
  });
});
