import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { lstmSequence } from '../../../src/layers/recurrent/lstm-sequence.js';
import { lstmStep } from '../../../src/layers/recurrent/lstm-steps.js';
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

/** Which of the outputs a loss depends on. */
const uses = {
  'the last hidden state': ({ states }) => [states[0]],
  'the last carry': ({ states }) => [states[1]],
  'both states': ({ states }) => [...states],
  'the sequence': ({ sequence }) => [sequence],
  everything: ({ sequence, states }) => [sequence, ...states],
} satisfies Record<string, (recurred: Recurred) => readonly (tf.Tensor | null | undefined)[]>;

const cases = Object.entries(uses).flatMap(([use, pick]) =>
  [false, true].flatMap((isMasked) =>
    [false, true].map((isDropped) => ({ use, isMasked, isDropped, pick: pick as (typeof uses)['everything'] })),
  ),
);

type Run = (recurrence: ProjectedRecurrence) => Recurred;

const onTape: Run = (recurrence) =>
  runUnitsSteps(recurrence, lstmStep(recurrence.recurrentKernel, tf.tanh, tf.sigmoid));

describeBackends('lstmSequence', () => {
  it.each(cases)('has the gradients of a tape, of $use (masked: $isMasked, dropout: $isDropped)', (one) => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const keepsSequence = one.use === 'the sequence' || one.use === 'everything';
      const mask = one.isMasked
        ? tf.tensor([0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [batch, steps], 'bool')
        : null;
      const factors = Array.from({ length: batch * units }, (_, index) => (index % 5 === 0 ? 0 : 2));
      const recurrentDropout = one.isDropped ? tf.tensor(factors, [batch, units]) : null;
      const loss =
        (run: Run) =>
        (...[projected, recurrentKernel, hidden, carry]: tf.Tensor[]) => {
          const states = [hidden, carry] as tf.Tensor[];
          const recurrence = {
            projected,
            recurrentKernel,
            states,
            mask,
            recurrentDropout,
            keepsSequence,
          } as ProjectedRecurrence;
          const outputs = one.pick(run(recurrence)).map((output) => output as tf.Tensor);
          return tf.addN(outputs.map((output, index) => tf.sum(tf.mul(output, wave(output.shape, 9 + index)))));
        };
      const inputs = [
        [batch, steps, 4 * units],
        [units, 4 * units],
        [batch, units],
        [batch, units],
      ].map(wave);
      const fused = tf.valueAndGrads(loss(lstmSequence))(inputs);
      const wanted = tf.valueAndGrads(loss(onTape))(inputs);
      const untaped = loss(lstmSequence)(...inputs);
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

  it('passes by what is masked, be it infinite', () => {
    tf.tidy(() => {
      const projected = tf.tensor([1, 2, 3, 4, Number.NaN, Number.POSITIVE_INFINITY, 0, 0], [1, 2, 4]);
      const mask = tf.tensor([1, 0], [1, 2], 'bool');
      const gradient = tf.grad((projected: tf.Tensor) => {
        const states = [tf.ones([1, 1]), tf.ones([1, 1])];
        const recurrence = { projected, recurrentKernel: tf.ones([1, 4]), states, mask, recurrentDropout: null };
        return lstmSequence({ ...recurrence, keepsSequence: false }).states[0] as tf.Tensor;
      })(projected);
      const values = [...gradient.dataSync()];
      expect(values.slice(0, 4).every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
      expect(values.slice(4)).toEqual([0, 0, 0, 0]);
    });
  });
});
