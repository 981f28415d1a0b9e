import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { Conv1D, Conv1DChannelsFirst } from '../../src/layers/conv1d.js';
import { Input } from '../../src/layers/input.js';
import { expectClose } from './expect-close.js';
import { randomTensor } from './random-tensor.js';
import { runLayer, runOutputs } from './run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Conv1D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('lets no step see a later one, where it is causal', () => {
    tf.tidy(() => {
      const layer = Conv1D(1, 3, { padding: 'causal', kernelInitializer: 'ones' });
      const sums = runLayer(layer, tf.tensor([1, 10, 100, 1000], [1, 4, 1]));
      expectClose(sums, [1, 11, 111, 1110], 0, 'sums');
      const strided = Conv1D(1, 2, { padding: 'causal', strides: 3, kernelInitializer: 'ones' });
      expectClose(runLayer(strided, tf.tensor([1, 10, 100, 1000], [1, 4, 1])), [1, 1100], 0, 'strided');
    });
  });

  it('sees the same of both data formats, in groups too', () => {
    tf.tidy(() => {
      const sequence = randomTensor([2, 7, 4], 1);
      const options = { groups: 2, dilationRate: 2, padding: 'causal' } as const;
      const [last, first] = [Conv1D(6, 3, options), Conv1DChannelsFirst(6, 3, options)];
      last(Input([7, 4]));
      first(Input([4, 7]));
      first.setWeights(last.weights.map(({ value }) => value as tf.Tensor));
      const expected = runLayer(last, sequence);
      const output = runLayer(first, tf.transpose(sequence, [0, 2, 1]));
      expect(output.shape).toEqual([2, 6, 7]);
      expectClose(tf.transpose(output, [0, 2, 1]), [...expected.dataSync()], 1e-6, 'channels first');
    });
  });

  it('says that a number of steps that varied is too small', () => {
    const sequence = Input([null, 2]);
    const output = Conv1D(4, 3)(sequence);
    expect(output.shape).toEqual([null, null, 4]);
    tf.tidy(() => {
      expect(() => runOutputs([sequence], [output], [tf.zeros([1, 2, 2])])).toThrow(
        'Conv1D expects a number of steps of at least 3, the size of its window (received 2, in (1, 2, 2))',
      );
    });
  });
});

describe('Conv1D', () => {
  it('has the weights and the sizes of Keras', () => {
    const layer = Conv1D(6, 3, { groups: 2, name: 'steps' });
    expect(layer(Input([9, 4])).shape).toEqual([null, 7, 6]);
    expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['steps/kernel', [3, 2, 6]],
      ['steps/bias', [6]],
    ]);
    expect(Conv1D(6, [3], { padding: 'causal', strides: 2 })(Input([9, 4])).shape).toEqual([null, 5, 6]);
    expect(Conv1DChannelsFirst(6, 3, { dataFormat: 'channelsLast' })(Input([9, 4])).shape).toEqual([null, 7, 6]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const convolution = Conv1D as (...values: any[]) => AnyLayer;

  it.each([
    [[0, 3], 'Conv1D: filters expects a positive integer (received 0)'],
    [[4, [3, 3]], 'Conv1D: kernelSize expects a positive integer, or a list of 1 (received [3, 3])'],
    [[4, 3, { padding: 'full' }], "Conv1D: padding expects one of 'valid', 'same', 'causal' (received 'full')"],
    [
      [4, 3, { strides: 2, dilationRate: 2 }],
      'Conv1D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of 2)',
    ],
    [[4, 3, { groups: 3 }], 'Conv1D: groups expects a number that divides the 4 filters (received 3)'],
  ])('does not take %j', (values, message) => {
    expect(() => convolution(...values)).toThrow(new ArgumentError(message));
  });

  it('is not called on images', () => {
    const call = Conv1D(4, 3) as unknown as (input: object) => void;
    expect(() => call(Input([8, 8, 3]))).toThrow(
      new ShapeError('Conv1D expects (batch, steps, channels) (received (null, 8, 8, 3))'),
    );
  });
});
