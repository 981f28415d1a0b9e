import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import {
  Cropping1D,
  Cropping2D,
  Cropping2DChannelsFirst,
  Cropping3D,
  Cropping3DChannelsFirst,
} from '../../../src/layers/reshaping/cropping.js';
import {
  ZeroPadding1D,
  ZeroPadding1DChannelsFirst,
  ZeroPadding2D,
  ZeroPadding2DChannelsFirst,
  ZeroPadding3D,
  ZeroPadding3DChannelsFirst,
} from '../../../src/layers/reshaping/zero-padding.js';
import { expectClose } from '../expect-close.js';
import { runLayer, runOutputs } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

describe.each(['cpu', 'wasm'] as const)('paddings and croppings on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(['int32', 'bool', 'float32'] as const)('keep %s what it is', (dtype) => {
    tf.tidy(() => {
      const padded = runLayer(ZeroPadding1D([2, 1]), tf.tensor([1, 1], [1, 2, 1], dtype));
      expect(padded.dtype).toBe(dtype);
      expectClose(padded, [0, 0, 1, 1, 0], 0, 'padded');
      const cropped = runLayer(Cropping1D([2, 1]), tf.tensor([0, 0, 1, 0], [1, 4, 1], dtype));
      expect(cropped.dtype).toBe(dtype);
      expectClose(cropped, [1], 0, 'cropped');
    });
  });

  it('say that a size that varied is too small', () => {
    const sequence = Input([null, 1]);
    const cropped = Cropping1D([1, 2])(sequence);
    expect(cropped.shape).toEqual([null, null, 1]);
    tf.tidy(() => {
      expect(() => runOutputs([sequence], [cropped], [tf.zeros([1, 3, 1])])).toThrow(
        'Cropping1D expects a number of steps greater than 3, the size that is cropped (received 3, in (1, 3, 1))',
      );
    });
  });
});

describe('paddings and croppings', () => {
  it('have the sizes of Keras, and its defaults', () => {
    expect(ZeroPadding1D()(Input([5, 2])).shape).toEqual([null, 7, 2]);
    expect(ZeroPadding1DChannelsFirst([0, 3])(Input([2, 5])).shape).toEqual([null, 2, 8]);
    expect(ZeroPadding2D()(Input([5, 6, 2])).shape).toEqual([null, 7, 8, 2]);
    expect(ZeroPadding2D([1, [0, 3]])(Input([5, null, 2])).shape).toEqual([null, 7, null, 2]);
    expect(ZeroPadding2DChannelsFirst([1, 2])(Input([2, 5, 6])).shape).toEqual([null, 2, 7, 10]);
    expect(ZeroPadding3D()(Input([4, 5, 6, 2])).shape).toEqual([null, 6, 7, 8, 2]);
    expect(ZeroPadding3DChannelsFirst([0, 1, 2])(Input([2, 4, 5, 6])).shape).toEqual([null, 2, 4, 7, 10]);
    expect(Cropping1D()(Input([5, 2])).shape).toEqual([null, 3, 2]);
    expect(Cropping2D()(Input([5, 6, 2])).shape).toEqual([null, 5, 6, 2]);
    expect(Cropping2DChannelsFirst([[1, 2], 0])(Input([2, 5, 6])).shape).toEqual([null, 2, 2, 6]);
    expect(Cropping3D()(Input([4, 5, 6, 2])).shape).toEqual([null, 2, 3, 4, 2]);
    expect(Cropping3DChannelsFirst(1)(Input([2, 4, 5, 6])).shape).toEqual([null, 2, 2, 3, 4]);
  });

  it.each([
    [ZeroPadding1D, [-1], 'ZeroPadding1D: padding expects an integer from 0, or two of them (received -1)'],
    [Cropping1D, [[1, 2, 3]], 'Cropping1D: cropping expects an integer from 0, or two of them (received [1, 2, 3])'],
    [
      ZeroPadding2D,
      [[1]],
      'ZeroPadding2D: padding expects an integer from 0, or a list of 2, each of which may be two (received [1])',
    ],
    [
      Cropping3D,
      [[1, 1, [0.5, 1]]],
      'Cropping3D: cropping expects an integer from 0, or a list of 3, each of which may be two (received [1, 1, [0.5, 1]])',
    ],
  ] as const)('%o is not made of %j', (layer, values, message) => {
    expect(() => (layer as Factory)(...values)).toThrow(new ArgumentError(message));
  });

  it('are not called on what is too small, or of another rank', () => {
    const call = (layer: AnyLayer, shape: number[]) => (layer as unknown as (input: object) => void)(Input(shape));
    expect(() =>
      call(
        Cropping2D([
          [0, 0],
          [2, 1],
        ]),
        [5, 3, 1],
      ),
    ).toThrow(
      new ShapeError(
        'Cropping2D expects a width greater than 3, the size that is cropped (received 3, in (null, 5, 3, 1))',
      ),
    );
    expect(() => call(ZeroPadding2D(), [5, 3])).toThrow(
      new ShapeError('ZeroPadding2D expects (batch, height, width, channels) (received (null, 5, 3))'),
    );
  });
});
