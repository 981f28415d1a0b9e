import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, Model, ready, tensor } from 'tupleflow';
import { beforeAll, describe, expect, it, vi } from 'vitest';

beforeAll(() => ready());

const small = () => {
  const inputs = Input([2]);
  return Model({ inputs, outputs: Dense(3)(inputs) });
};

describe('weights', () => {
  it('take memory at their first use, and give it back', async () => {
    const before = tf.memory().numTensors;
    const model = small();
    expect(model.countParams()).toBe(9);
    expect(tf.memory().numTensors).toBe(before);
    expect((await model.getWeights()).map((values) => values.length)).toEqual([6, 3]);
    expect(tf.memory().numTensors).toBe(before + 2);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are set from flat or nested arrays or tensors, all or none', async () => {
    const model = small();
    const kernel = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    model.setWeights([kernel, [7, 8, 9]]);
    expect((await model.getWeights()).map((values) => [...values])).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9],
    ]);
    const wrong = () => model.setWeights([new Float32Array(6), [1, 2]]);
    expect(wrong).toThrow(/weight dense\S*\/bias expects values of shape \(3\) \(received \(2\)\)/);
    expect(() =>
      model.setWeights([
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        [1, 2, 3],
      ]),
    ).toThrow(/\(2, 3\) \(received \(3, 2\)\)/);
    expect(() => model.setWeights([new Float32Array(6).fill(Number.NaN), [1, 2, 3]])).toThrow(
      /received NaN at index 0/,
    );
    expect(() => model.setWeights([new Float32Array(6)])).toThrow(/expects 2 arrays \(received 1\)/);
    expect((await model.getWeights()).map((values) => [...values])).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9],
    ]);
    model.dispose();
    kernel.dispose();
  });
});

describe('an error at run time', () => {
  it('names the line of the program that called the layer', async () => {
    const inputs = Input([null, 2]);
    const stated = inputs.ensureShape([null, 3, 2]);
    const model = Model({ inputs, outputs: Dense(1)(stated) });
    await expect(model.predict([[[1, 2]]])).rejects.toThrow(
      /ensureShape stated \(null, 3, 2\) for input_layer\S* \(received \(1, 1, 2\)\)\n {4}in dense\S*, called at .*weights\.test\.ts:\d+:\d+/,
    );
    model.dispose();
  });
});

describe('summary', () => {
  it('is a table with shapes, parameters and connections', () => {
    const print = vi.fn();
    small().summary({ print });
    const text = print.mock.calls.flat().join('\n');
    expect(text).toMatch(/Model: "functional\S*"/);
    expect(text).toMatch(/│ dense\S* \(Dense\)\s+│ \(null, 3\)\s+│\s+9 │ input_layer/);
    expect(text).toMatch(
      /Total params: 9 \(36\.00 B\)\nTrainable params: 9 \(36\.00 B\)\nNon-trainable params: 0 \(0\.00 B\)/,
    );
  });
});
