import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, expectGradientAgreement, floats, sample } from './agree.js';

const size = fc.integer({ min: 1, max: 8 });
const windowSize = fc.integer({ min: 1, max: 4 });

const cases = fc
  .record({
    shape: fc.tuple(fc.integer({ min: 1, max: 3 }), size, size, fc.constantFrom(1, 2, 3, 5, 17)),
    filterSize: fc.tuple(windowSize, windowSize),
    strides: fc.tuple(windowSize, windowSize),
    pad: fc.constantFrom('same' as const, 'valid' as const),
  })
  .filter(
    ({ shape: [, height, width], filterSize, pad }) =>
      pad === 'same' || (filterSize[0] <= height && filterSize[1] <= width),
  )
  .chain(({ shape, filterSize, strides, pad }) =>
    fc.record({
      x: sample(shape),
      integers: sample(shape, 'int32'),
      filterSize: fc.constant(filterSize),
      strides: fc.constant(strides),
      pad: fc.constant(pad),
    }),
  );

describe('pooling', () => {
  it('pools with all strides and paddings, and gives each gradient to the first maximum', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ x, integers, filterSize, strides, pad }) => {
        const largest = (input: tf.Tensor) => tf.maxPool(input as tf.Tensor4D, filterSize, strides, pad);
        const average = (input: tf.Tensor) => tf.avgPool(input as tf.Tensor4D, filterSize, strides, pad);
        for (const pool of [largest, average]) {
          await expectAgreement(pool, x);
          await expectGradientAgreement(pool, x);
          await expectAgreement(pool, integers);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('routes a tie to the first, a negative maximum and every channel', async () => {
    const pool = (input: tf.Tensor) => tf.maxPool(input as tf.Tensor4D, 2, 1, 'valid');
    await expectGradientAgreement(pool, floats([1, 2, 2, 1], [-1, -1, -1, -1]));
    await expectGradientAgreement(pool, floats([1, 2, 2, 2], [-1, 5, -2, 6, -3, 7, -4, 8]));
  });

  it('keeps what shares a window with NaN', async () => {
    const x = floats([1, 2, 2, 1], [Number.NaN, 1, Number.NEGATIVE_INFINITY, 2]);
    await expectAgreement((input) => tf.maxPool(input as tf.Tensor4D, 2, 1, 'same'), x);
    await expectAgreement((input) => tf.avgPool(input as tf.Tensor4D, 2, 1, 'same'), x);
  });

  it('pools volumes, and finds where the maxima are', async () => {
    const x = floats([1, 2, 2, 2, 1], [-8, -7, -6, -5, -4, -3, -2, -1]);
    const pool = (input: tf.Tensor) => tf.maxPool3d(input as tf.Tensor5D, 2, 1, 'same');
    await expectAgreement(pool, x);
    await expectGradientAgreement(pool, x);
    await expectAgreement(
      (input) => Object.values(tf.maxPoolWithArgmax(input as tf.Tensor4D, 2, 1, 'same')),
      floats([1, 2, 2, 1], [-4, -3, -2, -1]),
    );
  });

  it('refuses a window that does not fit', async () => {
    await setBackend('wasm');
    expect(() => tf.tidy(() => tf.maxPool(tf.ones<tf.Rank.R4>([1, 1, 1, 1]), 3, 1, 'valid'))).toThrow(
      'expects an input at least as large as itself',
    );
  });
});
