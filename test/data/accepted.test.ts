import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, LSTM, Model, setBackend, type Tensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => setBackend('cpu'));

const quiet = { verbose: 0 } as const;

/** The sum of two features, so that results tell what a model has been fed. */
function summing() {
  const inputs = Input([2], { name: 'pair' });
  const outputs = Dense(1, { kernelInitializer: 'ones', name: 'sum' })(inputs);
  return Model({ inputs, outputs }).compile({ optimizer: 'sgd', loss: 'mse' });
}

async function numbersOf(result: Promise<tf.Tensor>): Promise<number[]> {
  const tensor = await result;
  const values = Array.from(await tensor.data());
  tensor.dispose();
  return values;
}

/** How many tensors there are more after something than before. */
async function tensorsLeft(action: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await action();
  return tf.memory().numTensors - before;
}

const typedArrays = [
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
] as const;

describe.each(typedArrays.map((made) => [made.name, made] as const))('%s', (_, made) => {
  it('is data, targets, weights of samples, validation data and batches', async () => {
    const model = summing();
    // One class stands for all: the compiler infers the first of a union for an argument that may be left out.
    const from = (values: readonly number[]) => made.from(values) as Float32Array;
    const [x, y, weights] = [from([1, 2, 3, 4]), from([3, 7]), from([1, 1])];
    expect(await numbersOf(model.predict(x))).toEqual([3, 7]);
    expect(await numbersOf(model.predict([x]))).toEqual([3, 7]);
    expect(await numbersOf(model.predict([x.subarray(0, 2), x.subarray(2)]))).toEqual([3, 7]);
    const left = await tensorsLeft(async () => {
      const { loss } = await model.evaluate(x, y, { sampleWeight: weights });
      expect(loss).toBe(0);
      const { history } = await model.fit(x, y, { ...quiet, sampleWeight: weights, validationData: [x, y, weights] });
      expect([history.loss, history.val_loss]).toEqual([[0], [0]]);
      await model.fit(new Set([[x, y, weights] as const]), quiet);
      await model.trainOnBatch(x, y, { sampleWeight: weights });
      model.resetMetrics();
    });
    expect(left).toBe(0);
    model.dispose();
  });

  it('holds integers where these are asked for', async () => {
    const inputs = Input([2], { dtype: 'int32' });
    const model = Model({ inputs, outputs: inputs });
    expect(await numbersOf(model.predict(made.from([1, 2, 3, 4])))).toEqual([1, 2, 3, 4]);
    if (made === Float32Array || made === Float64Array) {
      await expect(model.predict(made.from([1, 2.5]))).rejects.toThrow(
        'x expects integers from -2^31 to 2^31 - 1 (received 2.5 at [1])',
      );
      await expect(model.predict(made.from([1, 2 ** 31]))).rejects.toThrow('(received 2147483648 at [1])');
    }
  });
});

describe('a model of one input and one output', () => {
  const x = [
    [1, 2],
    [3, 4],
  ];

  it('takes its data in a list of one', async () => {
    const model = summing();
    const [given, targets] = [tf.tensor2d(x), tf.tensor2d([[3], [7]])];
    expect(await numbersOf(model.predict([given]))).toEqual([3, 7]);
    expect(await numbersOf(model.predict([x]))).toEqual([3, 7]);
    expect((await model.fit([given], [targets], quiet)).history.loss).toEqual([0]);
    expect((await model.fit([x], [[[3], [7]]], quiet)).history.loss).toEqual([0]);
    expect((await model.evaluate([x], [targets])).loss).toBe(0);
    expect((await model.trainOnBatch([given], [targets])).loss).toBe(0);
    // One sample is not a list with the data.
    expect(await numbersOf(model.predict([[1, 2]]))).toEqual([3]);
    // @ts-expect-error x expects one tensor (received a list of 2)
    await expect(model.predict([given, given])).rejects.toThrow('x expects one tensor (received a list of 2)');
    tf.dispose([given, targets]);
    model.dispose();
  });

  it('takes a list of numbers, or of strings, for one feature', async () => {
    const inputs = Input([1]);
    const model = Model({ inputs, outputs: Dense(1, { kernelInitializer: 'ones' })(inputs) });
    const vector = tf.tensor1d([5, 6]) as Tensor<[number]>;
    expect(await numbersOf(model.predict([5, 6]))).toEqual([5, 6]);
    expect(await numbersOf(model.predict(vector))).toEqual([5, 6]);
    expect(await numbersOf(model.predict(new Set([[[5, 6]] as const])))).toEqual([5, 6]);
    const words = Input([1], { dtype: 'string' });
    const same = await Model({ inputs: words, outputs: words }).predict(['a', 'b']);
    expect([same.shape, await same.data()]).toEqual([
      [2, 1],
      ['a', 'b'],
    ]);
    tf.dispose([vector, same]);
    model.dispose();
  });

  it('takes a last axis of 1 more in a tensor, as Keras does', async () => {
    const model = summing();
    const given = tf.tensor3d([[[1], [2]]]) as Tensor<[1, 2, 1]>;
    expect(await numbersOf(model.predict(given))).toEqual([3]);
    given.dispose();
    model.dispose();
  });

  it('takes no typed array where more than the batch varies, which the compiler says', async () => {
    const inputs = Input([null]);
    const model = Model({ inputs, outputs: inputs });
    const message =
      'x expects a tensor or nested arrays, as (null, null) varies in more than the batch (received a typed array)';
    // @ts-expect-error x expects a tensor or nested arrays, as (null, null) varies in more than the batch
    await expect(model.predict(new Float32Array(4))).rejects.toThrow(message);
  });
});

describe('a fixed batch size', () => {
  function stateful() {
    const inputs = Input([3, 1], { batchSize: 2 });
    const outputs = LSTM(2, { stateful: true, kernelInitializer: 'ones', recurrentInitializer: 'ones' })(inputs);
    return Model({ inputs, outputs }).compile({ optimizer: 'sgd', loss: 'mse' });
  }
  const x = Array.from({ length: 6 }, (_, sample) => [[sample], [1], [2]]);
  const y = x.map(() => [0, 0]);

  it('cuts whole data into batches of that size', async () => {
    const model = stateful();
    const whole = await numbersOf(model.predict(x));
    model.resetState();
    const parts: number[] = [];
    for (const start of [0, 2, 4]) parts.push(...(await numbersOf(model.predictOnBatch(x.slice(start, start + 2)))));
    expect(whole).toEqual(parts);
    model.resetState();
    expect(await numbersOf(model.predict(x, { batchSize: 2 }))).toEqual(parts);
    const batches: number[] = [];
    const counter = { onTrainBatchEnd: (batch: number) => void batches.push(batch) };
    await model.fit(x, y, { ...quiet, callbacks: [counter], validationData: [x.slice(2), y.slice(2)] });
    expect(batches).toEqual([0, 1, 2]);
    await model.evaluate(x, y);
    const rows: Promise<Tensor<[number, 2]>> = model.predict(x);
    (await rows).dispose();
    model.dispose();
  });

  it('takes no other, and no short last batch', async () => {
    const model = stateful();
    await expect(model.predict(x, { batchSize: 3 })).rejects.toThrow(
      /predict: batchSize expects 2, the batch size of the model's inputs \(received 3\)/,
    );
    await expect(model.fit(x.slice(1), y.slice(1), quiet)).rejects.toThrow(
      /fit expects a multiple of 2 samples, the batch size of the model's inputs \(received 5\)/,
    );
    await expect(model.trainOnBatch(x, y)).rejects.toThrow(
      /x expects data of shape \(2, 3, 1\) \(received \(6, 3, 1\)\)/,
    );
    model.dispose();
  });
});

describe('outputs without a loss', () => {
  function pair() {
    const inputs = Input([2]);
    const o1 = Dense(1, { name: 'o1' })(inputs);
    const o2 = Dense(1, { name: 'o2' })(inputs);
    return { inputs, o1, o2 };
  }
  const x = [[1, 2]];
  const y = [[3]];

  it('need no targets', async () => {
    const { inputs, o1, o2 } = pair();
    const named = Model({ inputs, outputs: { o1, o2 } }).compile({ loss: { o1: 'mse' } });
    await named.fit(x, { o1: y }, { ...quiet, validationData: [x, { o1: y }] });
    await named.evaluate(x, { o1: y });
    const listed = Model({ inputs, outputs: [o1, o2] }).compile({ loss: ['mse', null] });
    await listed.fit(x, [y, null], quiet);
    await listed.trainOnBatch(x, { o1: y });
    await listed.fit(new Set([[x, [y, null]] as const]), quiet);
    // @ts-expect-error y expects o1 (received nothing for it)
    await expect(named.fit(x, { o2: y })).rejects.toThrow('y expects o1 (received nothing for it)');
    named.dispose();
  });

  it('need them for metrics', async () => {
    const { inputs, o1, o2 } = pair();
    const model = Model({ inputs, outputs: { o1, o2 } }).compile({ loss: { o1: 'mse' }, metrics: { o2: 'mae' } });
    await expect(model.fit(x, { o1: y })).rejects.toThrow('y expects o2 (received nothing for it)');
    await model.fit(x, { o1: y, o2: y }, quiet);
    model.dispose();
  });
});
