import * as tf from '@tensorflow/tfjs-core';
import {
  Dense,
  fromKerasConfig,
  Input,
  loadModel,
  Model,
  modelBytes,
  ops,
  Sequential,
  type SymbolicTensor,
  setBackend,
  toKerasConfig,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => setBackend('wasm'));

function model() {
  const input = Input([4], { name: 'features' });
  const hidden = Dense(3, { activation: 'tanh', name: 'hidden' })(input);
  const output = Dense(4, { name: 'decoded' })(hidden);
  const made = Model({ inputs: input, outputs: output });
  // What no output needs: the mean square of the hidden layer.
  made.addLoss(ops.multiply(0.5, ops.mean(ops.square(hidden))));
  made.addLoss(ops.mean(ops.abs(output)));
  return made.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
}

describe('files of models with added losses', () => {
  it.each(['keras', 'h5'] as const)('hold them, by a note: %s', async (format) => {
    const x = [
      [1, 2, 3, 4],
      [-1, 0, 1, 2],
    ];
    const before = tf.memory().numTensors;
    const first = model();
    const second = await loadModel(await modelBytes(first, { format }));
    const losses = [await first.trainOnBatch(x, x), await first.trainOnBatch(x, x)].map(({ loss }) => loss);
    const again = second as unknown as typeof first;
    expect([await again.trainOnBatch(x, x), await again.trainOnBatch(x, x)].map(({ loss }) => loss)).toEqual(losses);
    const plain = Model({ inputs: first.inputs, outputs: first.outputs });
    plain.compile({ loss: 'meanSquaredError' });
    expect(losses[0]).not.toBe((await plain.testOnBatch(x, x)).loss);
    for (const one of [first, second, plain]) one.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are not those of lists of layers', () => {
    const dense = Dense(4);
    const stack = Sequential([Input([4]), dense]);
    stack.addLoss(ops.mean(dense.output as SymbolicTensor));
    expect(() => toKerasConfig(stack)).toThrow(/toKerasConfig expects a Model where addLoss has been called/);
  });

  it.each([
    [3, /added_losses expects a list of tensors \(received 3\)/],
    [[['nowhere', 0, 0]], /expects tensors of its layers \(received one of 'nowhere'\)/],
  ])('are checked: %j', (note, message) => {
    const config = structuredClone(toKerasConfig(model()));
    (config.config as { tupleflow: object }).tupleflow = { added_losses: note };
    expect(() => fromKerasConfig(config)).toThrow(message);
  });
});
