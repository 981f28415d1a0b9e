import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { tanh } from '../../../src/activations/index.js';
import type { ProjectedRecurrence, Recurred } from '../../../src/layers/recurrent/recurrence.js';
import { simpleSequence } from '../../../src/layers/recurrent/simple-rnn.js';
import { runUnitsSteps } from '../../../src/layers/recurrent/units-cell.js';
import { describeBackends } from '../../backends/wasm/builds.js';

/** Four units are computed at once, and others one by one. */
const [batch, steps, units] = [3, 5, 6];

function wave(shape: readonly number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => 0.6 * Math.sin(5 * index + seed)),
    [...shape],
  );
}

type Run = (recurrence: ProjectedRecurrence) => Recurred;

const onTape: Run = (recurrence) =>
  runUnitsSteps(recurrence, (projected, recurrent) => [
    tf.tanh(tf.add(projected, tf.matMul(recurrent, recurrence.recurrentKernel))),
  ]);

const flags = [false, true];
const cases = (['the last state', 'the sequence', 'both'] as const).flatMap((use) =>
  flags.flatMap((isMasked) => flags.map((isDropped) => ({ use, isMasked, isDropped }))),
);

describeBackends('simpleSequence', () => {
  it.each(cases)('has the gradients of a tape, of $use (masked: $isMasked, dropout: $isDropped)', (one) => {
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
          const [projected, recurrentKernel, hidden] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor];
          const states = [hidden];
          const recurred = run({ projected, recurrentKernel, states, mask, recurrentDropout, keepsSequence });
          const outputs = [one.use === 'the sequence' ? [] : recurred.states, recurred.sequence ?? []].flat();
          return tf.addN(outputs.map((output, index) => tf.sum(tf.mul(output, wave(output.shape, 9 + index)))));
        };
      const inputs = [
        [batch, steps, units],
        [units, units],
        [batch, units],
      ].map(wave);
      const fused = tf.valueAndGrads(loss((recurrence) => simpleSequence(recurrence, tanh)))(inputs);
      const wanted = tf.valueAndGrads(loss(onTape))(inputs);
      const untaped = loss((recurrence) => simpleSequence(recurrence, tanh))(...inputs);
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
  });
});
