/**
 * A recurrent cell of one's own.
 *
 * A minimally gated unit, by Zhou et al. (2016), has one gate where a GRU has two. Two of them, one on the other, read a digit
 * row by row, as one reads a page, and then say which it is.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Cell, Dense, defineCell, Input, Model, Reshape, RNN, setRandomSeed } from 'tupleflow';
import { digitSamples } from './digit-samples.js';
import { loadDigits } from './load-digits.js';
import type { Size } from './size.js';

/** A cell is four things: its configuration, the sizes of its states, its weights, its step. */
const minimallyGated = defineCell({
  name: 'MinimallyGatedCell',
  configure: ({ units }: { readonly units: number }) => ({ units }),
  stateSize: ({ units }) => units,
  // Both parts, the gate and the candidate, come from one product with what goes in.
  weights: (features, { units }) => ({
    kernel: [features, 2 * units],
    recurrentKernel: { shape: [units, units], initializer: 'orthogonal' },
    candidateKernel: { shape: [units, units], initializer: 'orthogonal' },
    bias: { shape: [2 * units], initializer: 'zeros' },
  }),
  // The names of weights are known here: a misspelt one does not compile. What is computed on the way is freed.
  step: (input, [before], { kernel, recurrentKernel, candidateKernel, bias }) => {
    const hidden = before as tf.Tensor2D;
    const [toGate, toCandidate] = tf.split(tf.add(tf.matMul(input, kernel), bias), 2, 1) as [tf.Tensor, tf.Tensor];
    const gate = tf.sigmoid(tf.add(toGate, tf.matMul(hidden, recurrentKernel)));
    const candidate = tf.tanh(tf.add(toCandidate, tf.matMul(tf.mul(gate, hidden), candidateKernel)));
    const output = tf.add(tf.mul(tf.sub(1, gate), hidden), tf.mul(gate, candidate));
    return { output, states: [output] };
  },
});

/** The same with its sizes as types: what comes out has `units` numbers, and so has the state. */
export function MinimallyGatedCell<const Units extends number>(
  units: Units,
): Cell<'MinimallyGatedCell', Units, [Units]> {
  return minimallyGated<Units, [Units]>({ units });
}

/** The part of unseen digits that are recognized. */
export interface Outcome {
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const inputs = Input([64]);
  const read = inputs.pipe(Reshape([8, 8]), RNN([MinimallyGatedCell(32), MinimallyGatedCell(32)])); // SymbolicTensor<[null, 32]>
  const model = Model({ inputs, outputs: Dense(10, { activation: 'softmax' })(read) });
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  model.summary();

  const { train, test } = await loadDigits();
  const seen = digitSamples(train, size === 'full' ? undefined : 60);
  const unseen = digitSamples(test);
  await model.fit(seen.images, seen.digits, { epochs: size === 'full' ? 20 : 1 });
  const { accuracy = 0 } = await model.evaluate(unseen.images, unseen.digits);
  console.log(`\n${(100 * accuracy).toFixed(1)}% of the unseen digits are recognized.`);
  model.dispose();
  return { accuracy };
}
