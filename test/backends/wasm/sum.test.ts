import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, expectGradientAgreement, sample, shapes } from './agree.js';

const inputs = fc
  .record({
    shape: shapes({ min: 0, max: 5 }, { min: 0, max: 4 }),
    dtype: fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
  })
  .chain(({ shape, dtype }) => sample(shape, dtype));

describe('sum', () => {
  it('sums and averages along any axes, of any dtype, even of nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        inputs,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.boolean(),
        async (x, chosen, keepDims) => {
          const axes = [...x.shape.keys()].filter((axis) => chosen[axis]);
          for (const reduce of [tf.sum, tf.mean]) {
            await expectAgreement((tensor) => reduce(tensor, axes, keepDims), x);
            await expectAgreement((tensor) => reduce(tensor), x);
            if (x.dtype === 'float32' && !x.shape.includes(0)) {
              await expectGradientAgreement((tensor) => reduce(tensor, axes, keepDims), x);
            }
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is exact for a million numbers', async () => {
    await setBackend('wasm');
    const size = 2 ** 20;
    const mean = tf.tidy(() => tf.mean(tf.div(tf.range(0, size), size)).dataSync()[0]);
    expect(mean).toBeCloseTo(0.5, 5);
  });
});
