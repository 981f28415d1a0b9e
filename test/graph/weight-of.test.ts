import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError, StateError } from '../../src/errors.js';
import { weightOf } from '../../src/graph/weight-of.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import { GlobalAveragePooling1D } from '../../src/layers/pooling/global-poolings.js';
import { matmul } from '../../src/operations/linear-algebra.js';
import { transpose } from '../../src/operations/reshaping.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';

/** Scores of five words by the table that the words are looked up in. */
function tied() {
  const table = Embedding(5, 4);
  const inputs = Input([3], { dtype: 'int32' });
  const hidden = GlobalAveragePooling1D()(table(inputs));
  const rows = weightOf(table, 'embeddings').ensureShape([5, 4]);
  const outputs = matmul(hidden, transpose(rows));
  return { table, model: Model({ inputs, outputs }) };
}

describe.each(['cpu', 'wasm'] as const)('weightOf on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('gives operations a weight, which is counted once and gets the gradients of all uses', async () => {
    const before = tf.memory().numTensors;
    const { table, model } = tied();
    expect(model.outputs.shape).toEqual([null, 5]);
    expect(model.weights.map(({ path }) => path)).toEqual([`${table.name}/embeddings`]);
    expect(model.trainableWeights).toHaveLength(1);
    expect(model.countParams()).toBe(20);
    const values = Float32Array.from({ length: 20 }, (_, index) => ((7 * index) % 11) / 10);
    table.setWeights([values]);
    const places = [3, 0, 3];
    const scores = (rows: tf.Tensor2D) => tf.matMul(tf.mean(tf.gather(rows, places), 0, true), rows, false, true);
    const [predicted, stepped] = tf.tidy(() => {
      const rows = tf.tensor2d(values, [5, 4]);
      const loss = (weight: tf.Tensor) => tf.mean(tf.square(scores(weight as tf.Tensor2D))) as tf.Scalar;
      return [scores(rows).dataSync(), tf.sub(rows, tf.mul(tf.grad(loss)(rows), 0.01)).dataSync()];
    });
    const [x, y] = [tensor(Int32Array.from(places), [1, 3]), tf.zeros([1, 5])];
    const output = await model.predict(x);
    expectClose(await output.data(), predicted);
    const again = model(x);
    expectClose(again.dataSync(), predicted);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.trainOnBatch(x, y);
    expectClose((await model.getWeights())[0] as Float32Array, stepped);
    table.trainable = false;
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    expect(model.trainableWeights).toEqual([]);
    tf.dispose([x, y, output, again]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('says what is wrong with a name or a layer', () => {
  const dense = Dense(3);
  expect(() => weightOf(dense, 'kernel')).toThrow(
    new StateError(`weightOf expects a layer that has weights, once it is called (received ${dense.name})`),
  );
  dense(Input([2]));
  expect(() => weightOf(dense, 'kernal')).toThrow(
    new ArgumentError("weightOf: name expects one of 'kernel', 'bias' (received 'kernal', did you mean 'kernel'?)"),
  );
  expect(() => weightOf(dense, 'kernel').ensureShape([3, 2])).toThrow(ShapeError);
  expect(weightOf(dense, 'kernel').ensureShape([2, 3]).shape).toEqual([2, 3]);
});

function expectClose(values: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(Array.from(values, (value, index) => Math.abs(value - (expected[index] as number)) < 1e-5)).not.toContain(
    false,
  );
}
