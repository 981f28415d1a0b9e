import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import {
  UpSampling1D,
  UpSampling2D,
  UpSampling2DChannelsFirst,
  UpSampling3D,
  UpSampling3DChannelsFirst,
} from '../../../src/layers/reshaping/up-sampling.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

describe.each(['cpu', 'wasm'] as const)('up-samplings on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('repeat each axis as often as its factor says, and keep integers', () => {
    tf.tidy(() => {
      const image = tf.tensor([1, 2, 3, 4], [1, 2, 2, 1], 'int32');
      const output = runLayer(UpSampling2D([1, 3]), image);
      expect(output.dtype).toBe('int32');
      expectClose(output, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], 0, 'repeated');
      expect(runLayer(UpSampling2D(2, { interpolation: 'bilinear' }), image).dtype).toBe('float32');
    });
  });

  it.each(['bilinear', 'bicubic', 'lanczos3', 'lanczos5'] as const)(
    'keep a constant image constant: %s',
    (interpolation) => {
      tf.tidy(() => {
        const output = runLayer(UpSampling2D([3, 2], { interpolation }), tf.fill([1, 3, 2, 1], 7));
        expectClose(output, Array<number>(36).fill(7), 1e-6, interpolation);
      });
    },
  );

  it.each(['nearest', 'bicubic'] as const)('see the same of both data formats: %s', (interpolation) => {
    tf.tidy(() => {
      const image = randomTensor([2, 3, 4, 2], 1);
      const expected = runLayer(UpSampling2D([2, 3], { interpolation }), image);
      const output = runLayer(UpSampling2DChannelsFirst([2, 3], { interpolation }), tf.transpose(image, [0, 3, 1, 2]));
      expectClose(tf.transpose(output, [0, 2, 3, 1]), [...expected.dataSync()], 1e-6, 'channels first');
    });
  });
});

describe('up-samplings', () => {
  it('have the sizes of Keras, and its defaults', () => {
    expect(UpSampling1D()(Input([5, 2])).shape).toEqual([null, 10, 2]);
    expect(UpSampling2D()(Input([5, null, 2])).shape).toEqual([null, 10, null, 2]);
    expect(UpSampling2DChannelsFirst([1, 3])(Input([2, 5, 6])).shape).toEqual([null, 2, 5, 18]);
    expect(UpSampling3D([1, 2, 3])(Input([4, 5, 6, 2])).shape).toEqual([null, 4, 10, 18, 2]);
    expect(UpSampling3DChannelsFirst()(Input([2, 4, 5, 6])).shape).toEqual([null, 2, 8, 10, 12]);
  });

  it.each([
    [UpSampling1D, [0], 'UpSampling1D: size expects a positive integer, or a list of 1 (received 0)'],
    [UpSampling3D, [[2, 2]], 'UpSampling3D: size expects a positive integer, or a list of 3 (received [2, 2])'],
    [
      UpSampling2D,
      [2, { interpolation: 'cubic' }],
      /^UpSampling2D: interpolation expects one of 'nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5' \(received 'cubic'/,
    ],
  ] as const)('%o is not made of %j', (layer, values, message) => {
    const make = () => (layer as Factory)(...values);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('are not called on other ranks', () => {
    expect(() => (UpSampling2D() as unknown as (input: object) => void)(Input([5, 3]))).toThrow(
      new ShapeError('UpSampling2D expects (batch, height, width, channels) (received (null, 5, 3))'),
    );
  });
});
