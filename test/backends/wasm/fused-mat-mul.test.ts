import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { it } from 'vitest';
import { expectAgreement, sample } from './agree.js';
import { describeBuilds } from './builds.js';

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const;

describeBuilds('fusedMatMul', () => {
  it('adds the bias once and activates, with all flags and batches', async () => {
    const cases = fc
      .record({
        batch: fc.constantFrom<number[]>([], [3]),
        rows: fc.integer({ min: 1, max: 13 }),
        inner: fc.constantFrom(1, 3, 50, 100),
        columns: fc.integer({ min: 1, max: 5 }),
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        activation: fc.constantFrom(...activations),
      })
      .chain((options) => {
        const { batch, rows, inner, columns, transposeA, transposeB } = options;
        return fc.record({
          options: fc.constant(options),
          a: sample([...batch, ...(transposeA ? [inner, rows] : [rows, inner])]),
          b: sample([...batch, ...(transposeB ? [columns, inner] : [inner, columns])]),
          bias: sample([columns]),
        });
      });
    await fc.assert(
      fc.asyncProperty(cases, async ({ options: { transposeA, transposeB, activation }, a, b, bias }) => {
        const fused = (left: tf.Tensor, right: tf.Tensor, added?: tf.Tensor) =>
          tf.fused.matMul({
            a: left,
            b: right,
            transposeA,
            transposeB,
            activation,
            leakyreluAlpha: 0.2,
            ...(added && { bias: added }),
          });
        await expectAgreement(fused, a, b, bias);
        await expectAgreement((left, right) => fused(left, right), a, b);
      }),
      { numRuns: 80 },
    );
  });
});
