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

  it('that are computed on the way are checked in it', async () => {
    const inputs = Input([2], { dtype: 'int32' });
    const model = Model({ inputs, outputs: Embedding(4, 3)(ops.add(inputs, ops.onesLike(inputs))) });
    await expect(model.predict([[0, 3]])).rejects.toThrow('Embedding expects indices from 0 to 3');
    model.dispose();
  });
});
