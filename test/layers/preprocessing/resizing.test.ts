import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { interpolations } from '../../../src/layers/preprocessing/resample.js';
import { Resizing, ResizingChannelsFirst } from '../../../src/layers/preprocessing/resizing.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer } from '../run-layer.js';
import { pattern } from './pattern.js';
import { resizedByKeras } from './resized-by-keras.js';

describe.each(['cpu', 'wasm'] as const)('Resizing on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(resizedByKeras)(
    "gives Keras' numbers: %s, antialias %s, to %j",
    (interpolation, antialias, size, expected) => {
      tf.tidy(() => {
        const layer = Resizing(...size, { interpolation, antialias });
        expectClose(runLayer(layer, pattern([1, 3, 5, 1])), expected, 1e-5, 'resized');
      });
    },
  );

  // Made with keras.layers.Resizing of Keras 3.15 on TensorFlow, from an image of (1, 3, 4, 2).
  it.each([
    [
      { cropToAspectRatio: true },
      [2, 5],
      [0.1, 0.8, 0.31, 0.24, 0.55, 0.15, 0.79, 0.39, 1, 0.6, 0.1, 0.8, 0.31, 0.24, 0.55, 0.15, 0.79, 0.39, 1, 0.6],
    ],
    [
      { cropToAspectRatio: true },
      [4, 2],
      [0.3, 1, 0.3, 1, 0.3625, 0.375, 0.3625, 0.375, 0.4375, 0.0375, 0.4375, 0.0375, 0.5, 0.1, 0.5, 0.1],
    ],
    [
      { padToAspectRatio: true },
      [2, 5],
      [
        0.0025, 0.0725, 0.115, 0.7325, 0.475, 0.4875, 0.835, 0.435, 0.0925, 0.0525, 0.0175, 0.0875, 0.265, 0.635, 0.625,
        0.225, 0.4075, 0.585, 0.025, 0.0675,
      ],
    ],
    [
      { padToAspectRatio: true, fillValue: 0.5 },
      [2, 5],
      [
        0.4525, 0.5225, 0.115, 0.7325, 0.475, 0.4875, 0.835, 0.435, 0.5425, 0.5025, 0.4675, 0.5375, 0.265, 0.635, 0.625,
        0.225, 0.4075, 0.585, 0.475, 0.5175,
      ],
    ],
    [
      { padToAspectRatio: true, fillValue: 0.5 },
      [4, 2],
      [0.5, 0.5, 0.5, 0.5, 0.1625, 0.79375, 0.7625, 0.3625, 0.3375, 0.4875, 0.45625, 0.5375, 0.5, 0.5, 0.5, 0.5],
    ],
  ] as const)('keeps proportions as Keras does: %j to %j', (options, size, expected) => {
    tf.tidy(() => {
      expectClose(runLayer(Resizing(size[0], size[1], options), pattern([1, 3, 4, 2])), expected, 1e-5, 'resized');
    });
  });

  // Made in the same way, from `11 * index`.
  it.each([
    ['bilinear', [14, 30, 47, 63, 102, 118, 135, 151, 190, 206, 223, 239]],
    ['bicubic', [9, 26, 43, 60, 101, 118, 135, 152, 193, 210, 227, 244]],
  ] as const)('rounds integers: %s', (interpolation, expected) => {
    tf.tidy(() => {
      const pixels = tf.tensor(
        Array.from({ length: 24 }, (_, index) => 11 * index),
        [1, 4, 6, 1],
        'int32',
      );
      const output = runLayer(Resizing(3, 4, { interpolation }), pixels);
      expect(output.dtype).toBe('int32');
      expectClose(output, expected, 0, 'rounded');
    });
  });

  it.each(interpolations)('is linear, and its gradient is its transpose: %s', (interpolation) => {
    tf.tidy(() => {
      const resize = (images: tf.Tensor) =>
        runLayer(Resizing(3, 7, { interpolation, antialias: true, padToAspectRatio: true }), images);
      const [images, direction] = [randomTensor([2, 5, 4, 3], 1), randomTensor([2, 3, 7, 3], 2)];
      const gradient = tf.grad((input) => tf.sum(tf.mul(resize(input), direction)))(images);
      const [along] = tf.sum(tf.mul(resize(images), direction)).dataSync();
      expectClose(tf.sum(tf.mul(images, gradient)), [along as number], 2e-5, 'product');
    });
  });

  it('takes one image with its own sizes, of either format', () => {
    tf.tidy(() => {
      const images = pattern([1, 3, 5, 2]);
      const expected = [...runLayer(Resizing(4, 3), images).dataSync()];
      const one = Input([5, 2], { batchSize: 3 });
      expect(Resizing(4, 3)(one).shape).toEqual([4, 3, 2]);
      const output = runLayer(Resizing(4, 3), tf.squeeze(images, [0]), { batchSize: 3 });
      expect(output.shape).toEqual([4, 3, 2]);
      expectClose(output, expected, 0, 'one image');
      const first = runLayer(ResizingChannelsFirst(4, 3), tf.transpose(tf.squeeze(images, [0]), [2, 0, 1]), {
        batchSize: 2,
      });
      expect(first.shape).toEqual([2, 4, 3]);
      expectClose(tf.transpose(first, [1, 2, 0]), expected, 1e-6, 'one image, channels first');
    });
  });

  it('leaves nothing behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      runLayer(Resizing(3, 4, { interpolation: 'lanczos3', cropToAspectRatio: true }), pattern([1, 9, 8, 1]));
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('makes sizes known, also of what varies', () => {
  expect(Resizing(4, 3)(Input([null, 5, 2])).shape).toEqual([null, 4, 3, 2]);
  expect(ResizingChannelsFirst(4, 3)(Input([2, null, null])).shape).toEqual([null, 2, 4, 3]);
  expect(Resizing(4, 3, { dataFormat: 'channelsFirst' })(Input([2, 9, 9])).shape).toEqual([null, 2, 4, 3]);
  expect(Resizing(4, 3)(Input([9, 9, 1], { dtype: 'int32' })).dtype).toBe('int32');
});

it('says what it does not take', () => {
  expect(() => (Resizing(4, 3) as unknown as (input: object) => void)(Input([28, 28]))).toThrow(
    new ShapeError('Resizing expects (batch, height, width, channels) (received (null, 28, 28))'),
  );
  // @ts-expect-error Resizing: height expects a positive integer (received 0)
  expect(() => Resizing(0, 3)).toThrow(new ArgumentError('Resizing: height expects a positive integer (received 0)'));
  // @ts-expect-error Resizing: width expects a positive integer (received 2.5)
  expect(() => Resizing(3, 2.5)).toThrow('Resizing: width expects a positive integer (received 2.5)');
  expect(() => Resizing(3, 3, { interpolation: 'bicubc' as 'bicubic' })).toThrow("did you mean 'bicubic'?");
  expect(() => Resizing(3, 3, { fillMode: 'reflect' as 'constant' })).toThrow(
    "Resizing: fillMode expects one of 'constant' (received 'reflect')",
  );
  expect(() => Resizing(3, 3, { fillValue: Number.NaN })).toThrow('Resizing: fillValue expects a finite number');
  expect(() => Resizing(3, 3, { cropToAspectRatio: true, padToAspectRatio: true })).toThrow(
    'Resizing expects one of cropToAspectRatio and padToAspectRatio (received both)',
  );
});
