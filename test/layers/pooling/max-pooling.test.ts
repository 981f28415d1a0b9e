import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { MaxPooling2D, MaxPooling2DChannelsFirst } from '../../../src/layers/pooling/max-pooling.js';
import { naivePooling } from '../convolution/naive-windows.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';
import { randomPoolings } from './random-poolings.js';

describe.each(['cpu', 'wasm'] as const)('MaxPooling2D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('is the greatest number of each window, in both data formats', () => {
    const property = fc.property(randomPoolings, ({ shape, size, strides, padding, seed }) => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const image = randomTensor(shape, seed);
        const movement = { size, strides, dilationRate: [1, 1], padding } as const;
        const expected = naivePooling(image, movement, (numbers) => Math.max(...numbers));
        const output = runLayer(MaxPooling2D(size, { strides, padding }), image);
        expect(output.shape).toEqual(expected.shape);
        expectClose(output, [...expected.dataSync()], 1e-5, 'channels last');
        const first = runLayer(
          MaxPooling2DChannelsFirst(size, { strides, padding }),
          tf.transpose(image, [0, 3, 1, 2]),
        );
        expectClose(tf.transpose(first, [0, 2, 3, 1]), [...expected.dataSync()], 1e-5, 'channels first');
      });
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 5 });
  });

  it('gives the gradient to the number that was greatest', () => {
    tf.tidy(() => {
      const layer = MaxPooling2D(2, { strides: 1, padding: 'same' });
      const image = tf.tensor([-3, -1, -2, -4], [1, 2, 2, 1]);
      expectClose(runLayer(layer, image), [-1, -1, -2, -4], 0, 'output');
      const gradient = tf.grad((input) => tf.mul(runLayer(layer, input), tf.tensor([1, 2, 4, 8], [1, 2, 2, 1])))(image);
      expectClose(gradient, [0, 3, 4, 8], 0, 'gradient');
    });
  });

  it('says that a size that varied is too small', () => {
    const image = Input([null, null, 1]);
    const pooled = MaxPooling2D([3, 2])(image);
    tf.tidy(() => {
      expect(() => runOutputs([image], [pooled], [tf.zeros([1, 3, 1, 1])])).toThrow(
        'MaxPooling2D expects a width of at least 2, the size of its window (received 1, in (1, 3, 1, 1))',
      );
    });
  });
});

describe('MaxPooling2D', () => {
  it('moves by its own size, over windows of 2 by 2, unless options say otherwise', () => {
    expect(MaxPooling2D()(Input([8, 9, 3])).shape).toEqual([null, 4, 4, 3]);
    expect(MaxPooling2D(3)(Input([8, 9, 3])).shape).toEqual([null, 2, 3, 3]);
    expect(MaxPooling2D(3, { strides: null })(Input([8, 9, 3])).shape).toEqual([null, 2, 3, 3]);
    expect(MaxPooling2D(3, { strides: [1, 2], padding: 'same' })(Input([8, 9, 3])).shape).toEqual([null, 8, 5, 3]);
    expect(MaxPooling2D()(Input([null, 9, null])).shape).toEqual([null, null, 4, null]);
    expect(MaxPooling2DChannelsFirst()(Input([3, 8, 9])).shape).toEqual([null, 3, 4, 4]);
    expect(MaxPooling2DChannelsFirst(2, { dataFormat: 'channelsLast' })(Input([8, 9, 3])).shape).toEqual([
      null,
      4,
      4,
      3,
    ]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const pooling = MaxPooling2D as (...values: any[]) => AnyLayer;

  it.each([
    [[0], 'MaxPooling2D: poolSize expects a positive integer, or a list of 2 (received 0)'],
    [[[2]], 'MaxPooling2D: poolSize expects a positive integer, or a list of 2 (received [2])'],
    [
      [2, { strides: [1, 1.5] }],
      'MaxPooling2D: strides expects a positive integer, or a list of 2 (received [1, 1.5])',
    ],
    [[2, { padding: 'full' }], "MaxPooling2D: padding expects one of 'valid', 'same' (received 'full')"],
    [
      [2, { dataFormat: 'channels' }],
      "MaxPooling2D: dataFormat expects one of 'channelsLast', 'channelsFirst' (received 'channels')",
    ],
  ])('does not take %j', (values, message) => {
    expect(() => pooling(...values)).toThrow(new ArgumentError(message));
  });

  it.each([
    [MaxPooling2D(), [784], 'MaxPooling2D expects (batch, height, width, channels) (received (null, 784))'],
    [
      MaxPooling2DChannelsFirst(),
      [1, 2, 3, 4],
      'MaxPooling2D expects (batch, channels, height, width) (received (null, 1, 2, 3, 4))',
    ],
    [
      MaxPooling2DChannelsFirst([1, 3]),
      [4, 2, 2],
      'MaxPooling2D expects a width of at least 3, the size of its window (received 2, in (null, 4, 2, 2))',
    ],
  ] as const)('%s is not called on %j', (layer, input, message) => {
    expect(() => (layer as unknown as (input: object) => void)(Input(input))).toThrow(new ShapeError(message));
  });
});
