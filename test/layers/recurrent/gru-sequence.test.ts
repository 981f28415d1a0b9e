import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { gruSequence } from '../../../src/layers/recurrent/gru-sequence.js';
import { gruStep } from '../../../src/layers/recurrent/gru-steps.js';
import type { ProjectedRecurrence, Recurred } from '../../../src/layers/recurrent/recurrence.js';
import { runUnitsSteps } from '../../../src/layers/recurrent/units-cell.js';
import { describeBackends } from '../../backends/wasm/builds.js';

/** Four units are computed at once, and others one by one. */
const [batch, steps, units] = [3, 5, 6];

function wave(shape: readonly number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.sin(5 * index + seed)),
    [...shape],
  );
}

type Run = (recurrence: ProjectedRecurrence, recurrentBias: tf.Tensor | null) => Recurred;

const onTape: Run = (recurrence, recurrentBias) =>
  runUnitsSteps(
    recurrence,
    gruStep({
      recurrentKernel: recurrence.recurrentKernel,
      recurrentBias,
      resetAfter: true,
      activation: tf.tanh,
      recurrentActivation: tf.sigmoid,
    }),
  );

const flags = [false, true];
const cases = (['the last state', 'the sequence', 'both'] as const).flatMap((use) =>
  flags.flatMap((isMasked) =>
    flags.flatMap((isDropped) => flags.map((hasBias) => ({ use, isMasked, isDropped, hasBias }))),
  ),
);

describeBackends('gruSequence', () => {
  it.each(cases)(
    'has the gradients of a tape, of $use (masked: $isMasked, dropout: $isDropped, bias: $hasBias)',
    (one) => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const mask = one.isMasked
          ? tf.tensor([0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [batch, steps], 'bool')
          : null;
        const factors = Array.from({ length: batch * units }, (_, index) => (index % 5 === 0 ? 0 : 2));
        const recurrentDropout = one.isDropped ? tf.tensor(factors, [batch, units]) : null;
        const keepsSequence = one.use !== 'the last state';
        const loss =
          (run: Run) =>
          (...inputs: tf.Tensor[]) => {
            const [projected, recurrentKernel, hidden, bias = null] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor];
            const states = [hidden];
            const recurrence = { projected, recurrentKernel, states, mask, recurrentDropout, keepsSequence };
            const recurred = run(recurrence, bias);
            const outputs = [one.use === 'the sequence' ? [] : recurred.states, recurred.sequence ?? []].flat();
            return tf.addN(outputs.map((output, index) => tf.sum(tf.mul(output, wave(output.shape, 9 + index)))));
          };
        const shapes = [
          [batch, steps, 3 * units],
          [units, 3 * units],
          [batch, units],
        ];
        const inputs = [...shapes, ...(one.hasBias ? [[3 * units]] : [])].map(wave);
        const fused = tf.valueAndGrads(loss(gruSequence))(inputs);
        const wanted = tf.valueAndGrads(loss(onTape))(inputs);
        const untaped = loss(gruSequence)(...inputs);
        const difference = (left: tf.Tensor, right: tf.Tensor) => tf.max(tf.abs(tf.sub(left, right))).dataSync()[0];
        expect(difference(fused.value, wanted.value)).toBeLessThan(1e-5);
        expect(difference(untaped, wanted.value)).toBeLessThan(1e-5);
        for (const [index, gradient] of wanted.grads.entries()) {
          expect(difference(fused.grads[index] as tf.Tensor, gradient)).toBeLessThan(1e-5);
          // What is left out of the comparison by being zero on both sides would prove nothing.
          expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(1e-3);
        }
      });
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('passes by what is masked, be it infinite', () => {
    tf.tidy(() => {
      const given = tf.tensor([1, 2, 3, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY], [1, 2, 3]);
      const mask = tf.tensor([1, 0], [1, 2], 'bool');
      const gradient = tf.grad((projected: tf.Tensor) => {
        const recurrence = {
          projected,
          recurrentKernel: tf.ones([1, 3]),
          states: [tf.ones([1, 1])],
          mask,
          recurrentDropout: null,
          keepsSequence: false,
        };
        return gruSequence(recurrence, null).states[0] as tf.Tensor;
      })(given);
      const values = [...gradient.dataSync()];
      expect(values.slice(3)).toEqual([0, 0, 0]);
      expect(values.slice(0, 3).every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
    });
  });
});
