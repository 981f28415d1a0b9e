import * as tf from '@tensorflow/tfjs-core';
import {
  DataError,
  Dense,
  Input,
  MemoryError,
  Model,
  ready,
  Sequential,
  StateError,
  setBackend,
  tensor,
} from 'tupleflow';
import { beforeAll, describe, expect, it, vi } from 'vitest';

beforeAll(() => ready());

const small = () => {
  const inputs = Input([2]);
  return Model({ inputs, outputs: Dense(3)(inputs) });
};

describe('weights', () => {
  it('have no more elements than tensors can have', () => {
    const dense = Dense(2e9);
    expect(() => dense(Input([10]))).toThrow(
      /^dense\S* expects weights of at most 2147483647 elements \(received a kernel of \(10, 2000000000\)\)/,
    );
    expect(dense.weights).toEqual([]);
  });

  it('are refused before their values are computed where there is no memory for them', async () => {
    await setBackend('wasm');
    const before = tf.memory().numTensors;
    const inputs = Input([10]);
    const model = Model({ inputs, outputs: Dense(150_000_000, { useBias: false })(inputs) });
    await expect(model.predict([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])).rejects.toThrow(/received 6.00 GB more/);
    await expect(model.getWeights()).rejects.toThrow(MemoryError);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

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
    expect(() => model.setWeights([new Float32Array(6)])).toThrow(/expects a list of 2 arrays \(received 1\)/);
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

describe('values of weights', () => {
  it('are not those of a disposed tensor', () => {
    const model = Sequential([Input([2]), Dense(1, { useBias: false, name: 'last' })]);
    const values = tf.tensor2d([[1], [2]]);
    values.dispose();
    expect(() => model.setWeights([values as never])).toThrow(
      'last/kernel expects values (received a disposed tensor)',
    );
  });

  const build = () => {
    const layer = Dense(2, { name: 'set' });
    layer(Input([3]));
    return layer;
  };
  const kernel = [1, 2, 3, 4, 5, 6];

  it.each<[name: string, values: unknown, message: RegExp]>([
    ['a ragged array', [[1, 2], [3, 4], [5]], /weight set\/kernel expects nested arrays of equal lengths/],
    [
      'an array that lies about its size',
      [
        [1, 2],
        [3, 4],
        [5, 6, 7],
      ],
      /weight set\/kernel expects nested arrays of equal lengths/,
    ],
    ['too few numbers', [1, 2, 3], /weight set\/kernel expects values of shape \(3, 2\) \(received \(3\)\)/],
    [
      'another shape',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      /expects values of shape \(3, 2\) \(received \(2, 3\)\)/,
    ],
    ['strings', ['1', '2', '3', '4', '5', '6'], /expects numbers \(received '1' at \[0\]\)/],
    ['null', [1, 2, null, 4, 5, 6], /\(received null at/],
    ['a hole', new Array(6), /\(received undefined at/],
    ['nothing', undefined, /expects a typed array or nested arrays \(received undefined\)/],
  ])('are refused as a whole: %s', async (_, wrong, message) => {
    await setBackend('wasm');
    const layer = build();
    layer.setWeights([kernel, [1, 2]]);
    for (const values of [
      [wrong, [7, 8]],
      [kernel.map((value) => -value), wrong],
    ]) {
      const given = values as unknown as Parameters<typeof layer.setWeights>[0];
      expect(() => layer.setWeights(given)).toThrow(DataError);
    }
    expect(() => layer.setWeights([wrong, [7, 8]] as Parameters<typeof layer.setWeights>[0])).toThrow(message);
    expect((await layer.getWeights()).map((values) => [...values])).toEqual([kernel, [1, 2]]);
    layer.dispose();
  });

  it('may be those of a model that has diverged, and come back with paths and shapes', async () => {
    await setBackend('wasm');
    const layer = build();
    layer.setWeights([Float64Array.from(kernel), [Number.NaN, Number.POSITIVE_INFINITY]]);
    const read = await layer.getWeights();
    expect(read.map(({ path, shape }) => [path, shape])).toEqual([
      ['set/kernel', [3, 2]],
      ['set/bias', [2]],
    ]);
    expect(read.map((values) => [...values])).toEqual([kernel, [Number.NaN, Number.POSITIVE_INFINITY]]);
    layer.setWeights(read);
    expect((await layer.getWeights())[1]).toEqual(read[1]);
    layer.dispose();
    expect(() => layer.setWeights(read)).toThrow(StateError);
  });
});
