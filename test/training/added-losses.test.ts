import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import * as ops from '../../src/operations/index.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';
import type { SameShape } from '../../src/types/shape-function.js';

const x = [
  [1, 2],
  [3, 4],
  [5, 7],
];
const weights = [
  [0.1, -0.2, 0.3, 0.4],
  [0, 0.5],
];

describe.each(['cpu', 'wasm'] as const)('losses that are added on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('train like losses of an output', async () => {
    const before = tf.memory().numTensors;
    const losses = [];
    for (const isAdded of [true, false]) {
      const inputs = Input([2]);
      const outputs = Dense(2)(inputs);
      const model = Model({ inputs, outputs });
      model.setWeights(weights);
      // One number for each sample, of which the mean counts.
      if (isAdded) model.addLoss(ops.mean(ops.square(ops.subtract(outputs, inputs)), -1));
      const options = { epochs: 3, batchSize: 2, shuffle: false, verbose: 0 } as const;
      const { history } = isAdded
        ? await model.compile({ optimizer: 'adam' }).fit(x, undefined, options)
        : await model.compile({ optimizer: 'adam', loss: 'mse' }).fit(x, x, options);
      losses.push(history.loss);
      using predicted = await model.predict(x);
      expect(predicted.shape).toEqual([3, 2]);
      model.dispose();
    }
    expect(losses[0]).toHaveLength(3);
    for (const [epoch, loss] of (losses[0] as number[]).entries())
      expect(loss).toBeCloseTo(losses[1]?.[epoch] as number, 5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('come from the graph, from layers of the model', () => {
    const inputs = Input([2]);
    const outputs = Dense(2)(inputs);
    const model = Model({ inputs, outputs, name: 'mine' });
    const other = Dense(1, { name: 'other' })(outputs);
    expect(() => model.addLoss(ops.mean(other))).toThrow('mine.addLoss expects a tensor that is computed from');
    expect(() => model.addLoss(ops.mean(Input([3], { name: 'foreign' })))).toThrow("'foreign', which they need");
    // @ts-expect-error is missing the following properties from type 'SymbolicTensor<Shape>'
    expect(() => model.addLoss(tensor([1]))).toThrow('mine.addLoss expects a tensor of the graph (received ');
  });

  it('come from a layer of the user', async () => {
    const penalized = defineLayer({
      name: 'Penalized',
      configure: ({ factor }: { readonly factor: number }) => ({ factor }),
      shape: (input) => input,
      forward: (input, _, { factor }, { addLoss }) => {
        addLoss(tf.mul(tf.sum(tf.square(input), -1), factor));
        return tf.clone(input);
      },
    });
    const inputs = Input([2]);
    const outputs = penalized<SameShape<'Penalized'>>({ factor: 2 })(Dense(2)(inputs));
    const model = Model({ inputs, outputs });
    model.setWeights(weights);
    const { loss } = await model.compile({ loss: 'mse' }).evaluate([[1, 2]], [[0, 0]]);
    const [first, second] = [0.1 + 0.6, -0.2 + 0.8 + 0.5];
    expect(loss).toBeCloseTo((first ** 2 + second ** 2) / 2 + 2 * (first ** 2 + second ** 2), 5);
    model.dispose();
  });
});
