import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { DataError } from '../../src/errors.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import { Flatten } from '../../src/layers/reshaping/reshape.js';
import * as ops from '../../src/operations/index.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';
import { Sequential } from '../../src/training/sequential.js';
import { valueAndGradients } from '../../src/training/value-and-gradients.js';

describe.each(['cpu', 'wasm'] as const)('values of inputs on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  const nested = () => {
    const words = Input([2], { dtype: 'int32' });
    return Model({ inputs: words, outputs: words.pipe(Embedding(4, 3), Flatten()) });
  };

  it.each([
    ['of the model itself', () => Embedding(4, 3)],
    ['of a model in it', nested],
  ])('%s are checked before a step, and nothing is read inside it', async (_, make) => {
    const inputs = Input([2], { dtype: 'int32' });
    const model = Model({ inputs, outputs: inputs.pipe(make(), Flatten(), Dense(1)) });
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const [x, y] = [tensor([[0, 3]], [1, 2], 'int32'), tensor([[1]])];
    await model.trainOnBatch(x, y);
    const read = vi.spyOn(tf.Tensor.prototype, 'dataSync');
    await model.trainOnBatch(x, y);
    await model.testOnBatch(x, y);
    (await model.predictOnBatch(x)).dispose();
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
    const before = tf.memory().numTensors;
    const wrong = tensor([[0, 4]], [1, 2], 'int32');
    for (const run of [() => model.trainOnBatch(wrong, y), () => model.predict(wrong)]) {
      await expect(run()).rejects.toThrow(DataError);
      await expect(run()).rejects.toThrow(
        /Embedding expects indices from 0 to 3.*\(received 4 at place 1 of 2\)\s+in .*called at/s,
      );
    }
    expect(tf.memory().numTensors).toBe(before + 1);
    tf.dispose([x, y, wrong]);
    model.dispose();
  });

  it('that are computed in the graph are not read, and give NaN where they are out of range', async () => {
    const inputs = Input([3], { dtype: 'int32' });
    const model = Model({ inputs, outputs: Embedding(4, 1)(ops.add(inputs, ops.onesLike(inputs))) });
    const predictions = await model.predict([[0, 3, -2]]);
    const table = model.weights[0]?.value.dataSync() ?? [];
    expect([...predictions.dataSync()]).toEqual([table[1], Number.NaN, table[3]]);
    predictions.dispose();
    model.dispose();
  });

  it('that are computed as indices give what they give in Keras on JAX', async () => {
    const x = Input([4], { batchSize: 3 });
    const indices = Input([], { dtype: 'int32', batchSize: 3 });
    const along = Input([2], { dtype: 'int32', batchSize: 3 });
    const computed = [ops.add(indices, 0), ops.add(along, 0)] as const;
    const outputs = [ops.take(x, computed[0], 0), ops.takeAlongAxis(x, computed[1], 1)] as const;
    const integers = [
      ops.take(ops.cast(x, 'int32'), computed[0], 0),
      ops.take(ops.greater(x, 3), computed[0], 0),
    ] as const;
    const model = Model({ inputs: [x, indices, along], outputs: [...outputs, ...integers] });
    const numbers = tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4]);
    const places = [tensor([3, -1, -4], [3], 'int32'), tensor([0, 4, -1, -5, 1, 2], [3, 2], 'int32')] as const;
    const found = await model.predictOnBatch([numbers, ...places]);
    const [nan, least] = [Number.NaN, -(2 ** 31)];
    expect(found.map((each) => [...each.dataSync()])).toEqual([
      [nan, nan, nan, nan, 8, 9, 10, 11, nan, nan, nan, nan],
      [0, nan, 7, nan, 9, 10],
      [least, least, least, least, 8, 9, 10, 11, least, least, least, least],
      Array(12).fill(1),
    ]);
    tf.dispose([numbers, ...places, ...found]);
    model.dispose();
  });

  it('that are computed in a model which is also called on inputs are not taken for checked', async () => {
    const inner = Input([2], { dtype: 'int32' });
    const table = Model({ inputs: inner, outputs: inner.pipe(Embedding(4, 1)) });
    const inputs = Input([2], { dtype: 'int32' });
    const outputs = ops.concatenate([table(inputs), table(ops.add(inputs, ops.onesLike(inputs)))], 1);
    const model = Model({ inputs, outputs });
    const predictions = await model.predict([[0, 3]]);
    expect(Array.from(predictions.dataSync(), Number.isNaN)).toEqual([false, false, false, true]);
    await expect(model.predict([[0, 4]])).rejects.toThrow(DataError);
    predictions.dispose();
    model.dispose();
  });

  it('of calls on tensors with values are checked, but not inside a step', () => {
    const table = Embedding(4, 1);
    const wrong = tensor([[0, 4]], [1, 2], 'int32');
    expect(() => table(wrong)).toThrow(DataError);
    expect(() => Sequential([table])(wrong)).toThrow(DataError);
    const taken = tensor([1, 2, 3]);
    expect(() => ops.take(taken, tensor([3], [1], 'int32'))).toThrow(DataError);
    using step = valueAndGradients(() => tf.sum<tf.Scalar>(table(wrong)), table.weights);
    expect(step.value.dataSync()[0]).toBeNaN();
  });
});
