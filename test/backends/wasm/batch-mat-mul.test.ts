import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, expectGradientAgreement, floats, sample } from './agree.js';
import { describeBuilds } from './builds.js';

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  inner: fc.constantFrom(1, 2, 3, 7, 48, 50, 100),
  columns: fc.integer({ min: 1, max: 9 }),
  batch: fc.constantFrom<number[]>([], [1], [3], [2, 3]),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
});

const products = sizes.chain(({ rows, inner, columns, batch, transposeA, transposeB }) =>
  fc.record({
    a: sample([...batch, ...(transposeA ? [inner, rows] : [rows, inner])]),
    b: sample([...batch, ...(transposeB ? [columns, inner] : [inner, columns])]),
    transposeA: fc.constant(transposeA),
    transposeB: fc.constant(transposeB),
  }),
);

describeBuilds('batchMatMul', () => {
  it('multiplies nothing', async () => {
    await expectAgreement((a, b) => tf.matMul(a, b), floats([0, 3], []), floats([3, 2], [1, 2, 3, 4, 5, 6]));
    await expectAgreement((a, b) => tf.matMul(a, b), floats([2, 0], []), floats([0, 3], []));
    await expectAgreement((a, b) => tf.matMul(a, b), floats([0, 2, 1], []), floats([0, 1, 2], []));
  });

  it('takes integers', () =>
    expectAgreement(
      (a, b) => tf.matMul(a, b),
      { shape: [1, 2], dtype: 'int32', values: [2, 3] },
      { shape: [2, 1], dtype: 'int32', values: [4, 5] },
    ));

  it('keeps NaN and infinities', () =>
    expectAgreement(
      (a, b) => tf.matMul(a, b),
      floats([2, 2], [Number.NaN, 1, Number.POSITIVE_INFINITY, 1]),
      floats([2, 2], [1, 1, 2, 2]),
    ));

  it('multiplies with all flags, sizes and batches', async () => {
    await fc.assert(
      fc.asyncProperty(products, async ({ a, b, transposeA, transposeB }) => {
        const multiply = (left: tf.Tensor, right: tf.Tensor) => tf.matMul(left, right, transposeA, transposeB);
        await expectAgreement(multiply, a, b);
        await expectGradientAgreement(multiply, a, b);
      }),
      { numRuns: 80 },
    );
  });

  it('multiplies matrices of several blocks, with all flags', async () => {
    const operand = (rows: number, columns: number) =>
      floats(
        [rows, columns],
        Array.from({ length: rows * columns }, (_, index) => Math.sin(index * 1.7)),
      );
    for (const [rows, inner, columns] of [
      [101, 261, 13],
      [12, 9, 517],
      [97, 4, 8],
    ] as const) {
      for (const [transposeA, transposeB] of [
        [false, false],
        [false, true],
        [true, false],
        [true, true],
      ] as const) {
        await expectAgreement(
          (a, b) => tf.matMul(a, b, transposeA, transposeB),
          transposeA ? operand(inner, rows) : operand(rows, inner),
          transposeB ? operand(columns, inner) : operand(inner, columns),
        );
      }
    }
  });

  // The cpu backend is no reference here: it takes batches modulo the larger one.
  it('broadcasts batches', async () => {
    await setBackend('wasm');
    tf.tidy(() => {
      const a = tf.randomNormal([2, 1, 4, 3]);
      const b = tf.randomNormal([1, 3, 3, 2]);
      const repeated = tf.matMul(tf.tile(a, [1, 3, 1, 1]), tf.tile(b, [2, 1, 1, 1]));
      expect([...tf.matMul(a, b).dataSync()]).toEqual([...repeated.dataSync()]);
    });
  });

  it('multiplies by one tensor in two shapes', () =>
    expectAgreement(
      (a, b, c) => [tf.matMul(a, b), tf.matMul(c, tf.reshape(b, [3, 2])), tf.matMul(a, b)],
      floats([1, 2], [1, 2]),
      floats([2, 3], [1, 2, 3, 4, 5, 6]),
      floats([1, 3], [1, 2, 3]),
    ));
});
