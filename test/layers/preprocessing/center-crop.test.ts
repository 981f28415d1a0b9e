import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { Input } from '../../../src/layers/core/input.js';
import { CenterCrop, CenterCropChannelsFirst } from '../../../src/layers/preprocessing/center-crop.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';
import { pattern } from './pattern.js';

describe.each(['cpu', 'wasm'] as const)('CenterCrop on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  // Made with keras.layers.CenterCrop of Keras 3.15 on TensorFlow, from an image of (1, 3, 5, 1).
  it.each([
    ['cuts where the image is larger', [2, 3], [0.7, 0.3, 1, 0.9, 0.5, 0.1]],
    [
      'resizes where it is less high',
      [4, 3],
      [0.7, 0.5, 0.3, 0.825, 0.625, 0.425, 0.5625, 0.56875, 0.575, 0, 0.35, 0.7],
    ],
    [
      'resizes where it is less broad',
      [2, 6],
      [0.2, 0.725, 0.6666667, 0.3333334, 0.275, 0.8, 0.2, 0.725, 0.6666667, 0.3333334, 0.275, 0.8],
    ],
    [
      'keeps proportions',
      [7, 2],
      [
        0.3, 0.3, 0.3285714, 0.3285714, 0.4142857, 0.4142857, 0.5, 0.5, 0.5857143, 0.5857143, 0.6714286, 0.6714286, 0.7,
        0.7,
      ],
    ],
  ] as const)('%s: to %j', (_, size, expected) => {
    tf.tidy(() => {
      expectClose(runLayer(CenterCrop(size[0], size[1]), pattern([1, 3, 5, 1])), expected, 1e-5, 'cropped');
    });
  });

  it('gives floats of integers, also where nothing is cut', () => {
    tf.tidy(() => {
      const output = runLayer(CenterCrop(2, 2), tf.tensor([1, 2, 3, 4], [1, 2, 2, 1], 'int32'));
      expect(output.dtype).toBe('float32');
      expectClose(output, [1, 2, 3, 4], 0, 'whole image');
    });
  });

  it('takes one image with its own sizes', () => {
    tf.tidy(() => {
      const output = runLayer(CenterCrop(1, 1), pattern([3, 5, 1]), { batchSize: 3 });
      expect(output.shape).toEqual([1, 1, 1]);
      expectClose(output, [0.5], 0, 'middle');
    });
  });
});

it('makes sizes known, and says what it does not take', () => {
  expect(CenterCrop(4, 3)(Input([null, 5, 2])).shape).toEqual([null, 4, 3, 2]);
  expect(CenterCropChannelsFirst(4, 3)(Input([2, null, null])).shape).toEqual([null, 2, 4, 3]);
  // @ts-expect-error CenterCrop: width expects a positive integer (received -1)
  expect(() => CenterCrop(4, -1)).toThrow('CenterCrop: width expects a positive integer (received -1)');
  expect(() => (CenterCropChannelsFirst(4, 3) as unknown as (input: object) => void)(Input([28, 28]))).toThrow(
    'CenterCrop expects (batch, channels, height, width) (received (null, 28, 28))',
  );
});
