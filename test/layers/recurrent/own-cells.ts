import * as tf from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../../../src/graph/create-layer.js';
import type { Cell } from '../../../src/layers/recurrent/cell.js';
import { defineCell } from '../../../src/layers/recurrent/define-cell.js';

const minimal = defineCell({
  name: 'MinimalCell',
  configure: ({ units }: { readonly units: number }) => ({ units, recurrentInitializer: 'orthogonal' as const }),
  stateSize: ({ units }) => units,
  weights: (features, { units }) => ({ kernel: [features, units], recurrentKernel: [units, units] }),
  step: (input, [before], { kernel, recurrentKernel }) => {
    const output = tf.tanh(tf.add(tf.matMul(input, kernel), tf.matMul(before as tf.Tensor, recurrentKernel)));
    return { output, states: [output] };
  },
});

/** A cell as a user writes one: what comes out is its state. */
export function MinimalCell<const Units extends number, const Name extends string = string>(
  units: Units,
  options: LayerOptions<Name> = {},
): Cell<'MinimalCell', Units, [Units], Name> {
  return minimal<Units, [Units], Name>({ units }, options);
}

const counting = defineCell({
  name: 'CountingCell',
  configure: ({ start }: { readonly start: number }) => ({ start }),
  stateSize: () => [1, 2],
  outputSize: () => 3,
  weights: () => ({ offset: { shape: [3], initializer: 'ones' as const } }),
  // The output is no state: how many steps have been taken, the last input, and what the seeds are in training.
  step: (input, [count], { offset }, _, { training, seed }) => {
    const counted = tf.add(count as tf.Tensor, 1);
    const last = tf.slice(input, [0, 0], [-1, 1]);
    const drawn = training ? tf.fill([input.shape[0], 1], seed() % 1000) : tf.zeros([input.shape[0], 1]);
    return {
      output: tf.add(tf.concat([counted, last, drawn], 1), offset),
      states: [counted, tf.concat([last, last], 1)],
    };
  },
  initialState: (batchSize, _, { start }) => [tf.fill([batchSize, 1], start), tf.zeros([batchSize, 2])],
});

/** Another, whose output is none of its states, and which starts from other than zeros. */
export function CountingCell(start: number): Cell<'CountingCell', 3, [1, 2]> {
  return counting<3, [1, 2]>({ start });
}
