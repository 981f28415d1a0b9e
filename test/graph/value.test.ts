import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { valueOf } from '../../src/graph/value.js';
import { Activation } from '../../src/layers/activations/activation.js';
import { Softmax } from '../../src/layers/activations/softmax.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import { Lambda } from '../../src/layers/core/lambda.js';
import { RNN } from '../../src/layers/recurrent/rnn.js';
import { SimpleRNN, SimpleRNNCell } from '../../src/layers/recurrent/simple-rnn.js';
import * as losses from '../../src/losses/index.js';
import * as metrics from '../../src/metrics/index.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';

/** The first `count` numbers of the sequence that fixed data comes from. */
function fixed(count: number, shift: number): number[] {
  return Array.from({ length: count }, (_, index) => 0.5 * Math.sin(0.7 * index + shift));
}

describe.each(['cpu', 'wasm'] as const)('values between layers on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    ['SimpleRNN', () => SimpleRNN(1, { activation: 'sigmoid' })],
    ['unrolled', () => SimpleRNN(1, { activation: 'sigmoid', unroll: true })],
    ['RNN of a cell', () => RNN(SimpleRNNCell(1, { activation: 'sigmoid' }))],
  ])('have the logits that made them, and no others: %s', async (_, make) => {
    const inputs = Input([3, 2]);
    const model = Model({ inputs, outputs: make()(inputs) });
    model.setWeights(model.weights.map(({ size }, index) => fixed(size, 1 + index)));
    const compiled = model.compile({ loss: 'binaryCrossentropy' });
    const { loss } = await compiled.evaluate(tensor(fixed(24, 0), [4, 3, 2]), [[0], [1], [1], [0]]);
    expect(loss).toBeCloseTo(0.724823, 5);
    model.dispose();
  });

  it('lose their logits in a function of the user, which may free what it likes', async () => {
    const inputs = Input([4]);
    const logits = Dense(3, { useBias: false })(inputs);
    const outputs = logits.pipe(
      Activation('softmax'),
      Lambda((x) => tf.tidy(() => tf.mul(x, 1))),
    );
    const model = Model({ inputs, outputs });
    const direct = Model({ inputs, outputs: Softmax()(logits) });
    const [x, y] = [tensor(fixed(8, 0), [2, 4]), [0, 2]];
    const loss = 'sparseCategoricalCrossentropy';
    const [first, second] = [
      await model.compile({ loss }).evaluate(x, y),
      await direct.compile({ loss }).evaluate(x, y),
    ];
    expect(first.loss).toBeCloseTo(second.loss, 6);
    model.dispose();
    direct.dispose();
  });

  it('reach metrics with their masks', async () => {
    const inputs = Input([4], { dtype: 'int32' });
    const embedding = Embedding(5, 3, { maskZero: true });
    const model = Model({ inputs, outputs: inputs.pipe(embedding, Dense(3, { activation: 'softmax' })) });
    model.setWeights(model.weights.map(({ size }, index) => fixed(size, 1 + index)));
    const x = [
      [1, 2, 0, 0],
      [3, 0, 0, 0],
      [1, 2, 3, 4],
    ];
    const y = [
      [0, 1, 2, 2],
      [1, 0, 0, 0],
      [2, 1, 0, 1],
    ];
    const compiled = model.compile({
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
      weightedMetrics: [metrics.SparseCategoricalCrossentropy({ name: 'crossentropy' })],
    });
    const logs = await compiled.evaluate(x, y);
    expect(logs.accuracy).toBeCloseTo(0.2857, 4);
    expect(logs.crossentropy).toBeCloseTo(logs.loss, 5);
    expect((await compiled.trainOnBatch(x, y)).accuracy).toBeCloseTo(0.2857, 4);
    model.dispose();
  });

  it('keep mask and logits in tensors that forward returns, which free them', () => {
    const before = tf.memory().numTensors;
    const inputs = Input([2], { dtype: 'int32' });
    const model = Model({
      inputs,
      outputs: inputs.pipe(Embedding(4, 2, { maskZero: true }), Dense(2, { activation: 'softmax' })),
    });
    model.setWeights(model.weights.map(({ size }, index) => fixed(size, 1 + index)));
    const x = tensor([[1, 0]], [1, 2], 'int32');
    const output = model(x);
    expect(valueOf(output).mask?.arraySync()).toEqual([[1, 0]]);
    expect(valueOf(output).logits?.activation).toBe('softmax');
    const loss = losses.SparseCategoricalCrossentropy();
    const masked = tf.tidy(() => loss.compute(tf.tensor([[0, 1]]), output).dataSync()[0] as number);
    const plain = tf.tidy(() => loss.compute(tf.tensor([[0, 1]]), tf.clone(output)).dataSync()[0] as number);
    expect(masked).not.toBeCloseTo(plain, 3);
    expect(Object.hasOwn(output, 'dispose')).toBe(false);
    tf.dispose([output, x]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
