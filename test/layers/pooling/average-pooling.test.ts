import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { AveragePooling2D, AveragePooling2DChannelsFirst } from '../../../src/layers/pooling/average-pooling.js';
import { naivePooling } from '../convolution/naive-windows.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';
import { randomPoolings } from './random-poolings.js';

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe.each(['cpu', 'wasm'] as const)('AveragePooling2D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('is the mean of each window, without what is beyond the edge, in both data formats', () => {
    const property = fc.property(randomPoolings, ({ shape, size, strides, padding, seed }) => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const image = randomTensor(shape, seed);
        const movement = { size, strides, dilationRate: [1, 1], padding } as const;
        const expected = naivePooling(image, movement, mean);
        const output = runLayer(AveragePooling2D(size, { strides, padding }), image);
        expect(output.shape).toEqual(expected.shape);
        expectClose(output, [...expected.dataSync()], 1e-5, 'channels last');
        const first = runLayer(
          AveragePooling2DChannelsFirst(size, { strides, padding }),
          tf.transpose(image, [0, 3, 1, 2]),
        );
        expectClose(tf.transpose(first, [0, 2, 3, 1]), [...expected.dataSync()], 1e-5, 'channels first');
      });
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 5 });
  });

  it('shares the gradient among the numbers of each mean', () => {
    const property = fc.property(randomPoolings, ({ shape, size, strides, padding, seed }) => {
      tf.tidy(() => {
        const [image, moved] = [randomTensor(shape, seed), randomTensor(shape, seed + 1)];
        const movement = { size, strides, dilationRate: [1, 1], padding } as const;
        const change = naivePooling(moved, movement, mean);
        const upstream = randomTensor(change.shape, seed + 2);
        const layer = AveragePooling2D(size, { strides, padding });
        const gradient = tf.grad((input) => tf.mul(runLayer(layer, input), upstream))(image);
        // It is linear: along any direction, its slope is the pooling of that direction.
        const slope = tf.sum(tf.mul(gradient, moved));
        expectClose(slope, [tf.sum(tf.mul(change, upstream)).dataSync()[0] as number], 1e-4, 'slope');
      });
    });
    fc.assert(property, { numRuns: 60, seed: 5 });
  });

  it('says that a size that varied is too small', () => {
    const image = Input([null, null, 1]);
    const pooled = AveragePooling2D([3, 2])(image);
    tf.tidy(() => {
      expect(() => runOutputs([image], [pooled], [tf.zeros([1, 3, 1, 1])])).toThrow(
        'AveragePooling2D expects a width of at least 2, the size of its window (received 1, in (1, 3, 1, 1))',
      );
    });
  });
});

describe('AveragePooling2D', () => {
  it('moves by its own size, over windows of 2 by 2, unless options say otherwise', () => {
    expect(AveragePooling2D()(Input([8, 9, 3])).shape).toEqual([null, 4, 4, 3]);
    expect(AveragePooling2D(3)(Input([8, 9, 3])).shape).toEqual([null, 2, 3, 3]);
    expect(AveragePooling2D(3, { strides: null })(Input([8, 9, 3])).shape).toEqual([null, 2, 3, 3]);
    expect(AveragePooling2D(3, { strides: [1, 2], padding: 'same' })(Input([8, 9, 3])).shape).toEqual([null, 8, 5, 3]);
    expect(AveragePooling2D()(Input([null, 9, null])).shape).toEqual([null, null, 4, null]);
    expect(AveragePooling2DChannelsFirst()(Input([3, 8, 9])).shape).toEqual([null, 3, 4, 4]);
    expect(AveragePooling2DChannelsFirst(2, { dataFormat: 'channelsLast' })(Input([8, 9, 3])).shape).toEqual([
      null,
      4,
      4,
      3,
    ]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const pooling = AveragePooling2D as (...values: any[]) => AnyLayer;

  it.each([
    [[0], 'AveragePooling2D: poolSize expects a positive integer, or a list of 2 (received 0)'],
    [[[2]], 'AveragePooling2D: poolSize expects a positive integer, or a list of 2 (received [2])'],
    [
      [2, { strides: [1, 1.5] }],
      'AveragePooling2D: strides expects a positive integer, or a list of 2 (received [1, 1.5])',
    ],
    [[2, { padding: 'full' }], "AveragePooling2D: padding expects one of 'valid', 'same' (received 'full')"],
    [
      [2, { dataFormat: 'channels' }],
      "AveragePooling2D: dataFormat expects one of 'channelsLast', 'channelsFirst' (received 'channels')",
    ],
  ])('does not take %j', (values, message) => {
    expect(() => pooling(...values)).toThrow(new ArgumentError(message));
  });

  it.each([
    [AveragePooling2D(), [784], 'AveragePooling2D expects (batch, height, width, channels) (received (null, 784))'],
    [
      AveragePooling2DChannelsFirst(),
      [1, 2, 3, 4],
      'AveragePooling2D expects (batch, channels, height, width) (received (null, 1, 2, 3, 4))',
    ],
    [
      AveragePooling2DChannelsFirst([1, 3]),
      [4, 2, 2],
      'AveragePooling2D expects a width of at least 3, the size of its window (received 2, in (null, 4, 2, 2))',
    ],
  ] as const)('%s is not called on %j', (layer, input, message) => {
    expect(() => (layer as unknown as (input: object) => void)(Input(input))).toThrow(new ShapeError(message));
  });
});
