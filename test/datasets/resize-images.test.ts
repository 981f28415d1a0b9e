import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Images, resizeImages } from '../../src/datasets/index.js';
import { ArgumentError, DataError } from '../../src/errors.js';

const images = (shape: readonly [number, number, number]): Images<Uint8Array> => ({
  data: Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, index) => (index * 73 + 11) % 256),
  shape,
});

describe('resizeImages', () => {
  it('interpolates between the centres of pixels, and continues the outermost ones', () => {
    const row = { data: Float32Array.of(0, 8), shape: [1, 1, 2] } as const;
    expect([...resizeImages(row, [1, 4]).data]).toEqual([0, 2, 6, 8]);
    expect([...resizeImages(row, [2, 1]).data]).toEqual([4, 4]);
  });

  it.each([
    [
      [2, 8, 8],
      [28, 28],
    ],
    [
      [1, 3, 5],
      [7, 4],
    ],
    [
      [2, 9, 6],
      [2, 2],
    ],
    [
      [1, 1, 1],
      [3, 2],
    ],
    [
      [3, 5, 4],
      [5, 4],
    ],
  ] as const)('gives (count, rows, columns) %j of size %j the values of TensorFlow.js', async (shape, size) => {
    await tf.setBackend('cpu');
    const input = images(shape);
    const expected = tf.tidy(() =>
      tf.image.resizeBilinear(tf.tensor4d(input.data, [...shape, 1]), [...size], false, true).dataSync(),
    );
    const { data, shape: resized } = resizeImages(input, size);
    expect(resized).toEqual([shape[0], ...size]);
    expect(data).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) expect(data[index]).toBeCloseTo(value, 3);
  });

  it('leaves images of the same size, and what it is given, as they are', () => {
    const input = images([2, 4, 3]);
    const before = input.data.slice();
    expect([...resizeImages(input, [4, 3]).data]).toEqual([...before]);
    resizeImages(input, [9, 9]);
    expect(input.data).toEqual(before);
  });

  it('takes no images at all', () => {
    expect(resizeImages(images([0, 8, 8]), [28, 28])).toEqual({ data: new Float32Array(0), shape: [0, 28, 28] });
  });

  it('knows the size in its type', () => {
    expectTypeOf(resizeImages(images([1, 8, 8]), [28, 14])).toEqualTypeOf<Images<Float32Array, 28, 14>>();
  });

  it.each([[[0, 28]], [[28, -1]], [[2.5, 28]], [[Number.NaN, 28]], [[28, Number.POSITIVE_INFINITY]]] as const)(
    'rejects the size %j',
    (size) => {
      expect(() => resizeImages(images([1, 8, 8]), size)).toThrow(ArgumentError);
      expect(() => resizeImages(images([1, 8, 8]), size)).toThrow(
        /^resizeImages: size expects two positive integers \(received /,
      );
    },
  );

  it('rejects images without pixels, or with others than their shape says', () => {
    expect(() => resizeImages(images([1, 0, 8]), [2, 2])).toThrow(DataError);
    expect(() => resizeImages({ data: new Uint8Array(7), shape: [2, 2, 2] }, [2, 2])).toThrow(
      'resizeImages: images expects as many pixels as its shape (2, 2, 2) says, and at least one an image (received 7)',
    );
  });
});
