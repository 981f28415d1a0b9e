import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, sample, shapes } from './agree.js';

const cases = fc
  .record({
    shape: shapes({ min: 1, max: 4 }, { min: 1, max: 4 }),
    axis: fc.nat(3),
    indexShape: shapes({ min: 0, max: 3 }, { min: 0, max: 3 }),
    dtype: fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
    width: fc.constantFrom(1, 9, 40),
  })
  .filter(({ shape, axis }) => axis < shape.length)
  .chain(({ shape, axis, indexShape, dtype, width }) => {
    const count = indexShape.reduce((product, size) => product * size, 1);
    const index = fc.integer({ min: 0, max: (shape[axis] as number) - 1 });
    return fc.record({
      x: sample([...shape, 1, width], dtype),
      axis: fc.constant(axis),
      indices: fc
        .array(index, { minLength: count, maxLength: count })
        .map((values) => ({ shape: indexShape, dtype: 'int32' as const, values })),
    });
  });

describe('gather', () => {
  it('takes slices along every axis', async () => {
    await fc.assert(
      fc.asyncProperty(cases, ({ x, indices, axis }) =>
        expectAgreement((table, picked) => tf.gather(table, picked as tf.Tensor1D, axis), x, indices),
      ),
      { numRuns: 60 },
    );
  });

  it('takes slices within each batch', () =>
    expectAgreement(
      (x, indices) => tf.gather(x, indices as tf.Tensor2D, 1, 1),
      { shape: [2, 3, 2], dtype: 'float32', values: [...Array(12).keys()] },
      { shape: [2, 2], dtype: 'int32', values: [2, 0, 1, 1] },
    ));

  it('refuses an index that is out of range', async () => {
    await setBackend('wasm');
    for (const index of [-1, 2]) {
      expect(() => tf.tidy(() => tf.gather(tf.ones([2, 3]), tf.tensor1d([index], 'int32')))).toThrow(
        `gather expects indices from 0 to 1 (received ${index})`,
      );
    }
  });
});
