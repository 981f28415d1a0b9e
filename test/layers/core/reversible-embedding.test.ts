import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, DataError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { ReversibleEmbedding } from '../../../src/layers/core/reversible-embedding.js';
import { LSTM } from '../../../src/layers/recurrent/lstm.js';
import { tensor } from '../../../src/tensor/create.js';
import { Model } from '../../../src/training/model.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';

const words = () => Input([3], { dtype: 'int32' });

describe.each(['cpu', 'wasm'] as const)('ReversibleEmbedding on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('has one weight for both ways, which is counted once and gets the gradients of both', async () => {
    const before = tf.memory().numTensors;
    const table = ReversibleEmbedding(5, 4);
    const inputs = words();
    const model = Model({ inputs, outputs: table(table(inputs), { reverse: true }) });
    expect(model.weights.map(({ path }) => path)).toEqual([`${table.name}/embeddings`]);
    expect(model.countParams()).toBe(20);
    const rows = Float32Array.from({ length: 20 }, (_, index) => ((7 * index) % 11) / 10);
    table.setWeights([rows]);
    const [x, y] = [tensor(Int32Array.of(3, 0, 3), [1, 3]), tf.zeros([1, 3, 5])];
    const expected = tf.tidy(() => {
      const weights = tf.tensor2d(rows, [5, 4]);
      const loss = (weight: tf.Tensor) => {
        const vectors = tf.gather(weight as tf.Tensor2D, [3, 0, 3]);
        return tf.mean(tf.square(tf.matMul(vectors, weight as tf.Tensor2D, false, true))) as tf.Scalar;
      };
      return tf.sub(weights, tf.mul(tf.grad(loss)(weights), 0.01)).dataSync();
    });
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.trainOnBatch(x, y);
    const [trained] = await model.getWeights();
    expect([...(trained as Float32Array)].map((value, index) => value - (expected[index] as number))).toEqual(
      Array.from({ length: 20 }, () => expect.closeTo(0, 5)),
    );
    tf.dispose([x, y]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('checks indices, and not vectors', () => {
    const table = ReversibleEmbedding(5, 4);
    const [index, vectors] = [tensor(Int32Array.of(7), [1, 1]), tensor([[-1, 9, 0.5, 2]])];
    expect(() => table(index)).toThrow(
      new DataError(
        'ReversibleEmbedding expects indices from 0 to 4, because inputDim is 5 (received 7 at place 0 of 1)',
      ),
    );
    const scores = table(vectors, { reverse: true });
    expect(scores.shape).toEqual([1, 5]);
    tf.dispose([index, vectors, scores]);
    table.dispose();
  });
});

it('has the shapes that the compiler computes, called either way', () => {
  expectCompiledShapes(
    `import { Input } from '../../src/layers/core/input.js';
     import { ReversibleEmbedding } from '../../src/layers/core/reversible-embedding.js';
     const words = Input([3], { dtype: 'int32' }); const table = ReversibleEmbedding(100, 8); const size = 8 as number;
     const either = true as boolean;`,
    [
      ['table(words)', [null, 3, 8]],
      ['table(words, { reverse: false })', [null, 3, 8]],
      ['table(Input([3, 8]), { reverse: true })', [null, 3, 100]],
      ['table(Input([null]), { reverse: true })', [null, 100]],
      ['ReversibleEmbedding(100, size)(Input([3, 8]), { reverse: true })', [null, 3, 100]],
      ['table(Input([3]))', { rejected: 'ReversibleEmbedding expects integers, of dtype int32 (received float32)' }],
    ],
  );
});

it('rejects what does not fit', () => {
  const table = ReversibleEmbedding(5, 4);
  const vectors = LSTM(3)(table(words()));
  // @ts-expect-error ReversibleEmbedding expects (batch, ..., 4), its outputDim, for reverse (received (null, 3))
  expect(() => table(vectors, { reverse: true })).toThrow(
    new ShapeError('ReversibleEmbedding expects (batch, ..., 4), its outputDim, for reverse (received (null, 3))'),
  );
  // @ts-expect-error ReversibleEmbedding expects integers, of dtype int32 (received float32)
  expect(() => table(vectors)).toThrow(
    new ShapeError('ReversibleEmbedding expects integers, of dtype int32 (received float32)'),
  );
  expect(() => ReversibleEmbedding(5, 4, { logitSoftCap: 0 as number })).toThrow(ArgumentError);
});
