import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, DataError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { runLayer, runOutputs } from '../run-layer.js';

function indices(values: readonly number[], shape: readonly number[]): tf.Tensor {
  return tf.tensor([...values], [...shape], 'int32');
}

describe.each(['cpu', 'wasm'] as const)('Embedding on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('takes integers of any shape', () => {
    tf.tidy(() => {
      const layer = Embedding(4, 3);
      layer(Input([2], { dtype: 'int32' }));
      layer.setWeights([tf.range(0, 12)]);
      expect(runLayer(layer, indices([3, 0], [2])).arraySync()).toEqual([
        [9, 10, 11],
        [0, 1, 2],
      ]);
      expect(runLayer(layer, indices([3, 0], [1, 2, 1])).arraySync()).toEqual([[[[9, 10, 11]], [[0, 1, 2]]]]);
      layer.dispose();
    });
  });

  it('sums the gradients of an index that occurs more than once, and gives none to the others', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = Embedding(4, 2);
      const input = Input([3], { dtype: 'int32' });
      const output = layer(input);
      const table = layer.weights[0]?.value as tf.Variable;
      const upstream = tf.tensor([1, 2, 10, 20, 100, 200], [1, 3, 2]);
      const loss = () =>
        tf.sum(
          tf.mul(runOutputs([input], [output], [indices([2, 0, 2], [1, 3])])[0]?.tensor as tf.Tensor, upstream),
        ) as tf.Scalar;
      const gradient = tf.variableGrads(loss, [table]).grads[table.name] as tf.Tensor;
      expect(gradient.arraySync()).toEqual([
        [10, 20],
        [0, 0],
        [101, 202],
        [0, 0],
      ]);
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [4, 'Embedding expects indices from 0 to 3, because inputDim is 4 (received 4 at place 1 of 2)'],
    [-1, 'Embedding expects indices from 0 to 3, because inputDim is 4 (received -1 at place 1 of 2)'],
  ])('rejects index %d', (index, message) => {
    const before = tf.memory().numTensors;
    const layer = Embedding(4, 3, { name: 'words' });
    const outside = indices([0, index], [1, 2]);
    expect(() => runLayer(layer, outside)).toThrow(DataError);
    expect(() => runLayer(layer, outside)).toThrow(message);
    expect(() => runLayer(layer, outside)).toThrow('in words');
    outside.dispose();
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('looks up index 0 like any other when it masks it', () => {
    tf.tidy(() => {
      const layer = Embedding(2, 1, { maskZero: true });
      const input = Input([3], { dtype: 'int32' });
      const output = layer(input);
      layer.setWeights([tf.tensor([5, 7])]);
      const [value] = runOutputs([input], [output], [indices([1, 0, 1], [1, 3])]);
      expect(value?.tensor.arraySync()).toEqual([[[7], [5], [7]]]);
      expect(value?.mask?.arraySync()).toEqual([[1, 0, 1]]);
      layer.dispose();
    });
  });

  it('checks a length that varies against inputLength when it is known', () => {
    tf.tidy(() => {
      const layer = Embedding(4, 3, { inputLength: 2 });
      const input = Input([null], { dtype: 'int32' });
      const output = layer(input);
      expect(runOutputs([input], [output], [indices([0, 1], [1, 2])])[0]?.tensor.shape).toEqual([1, 2, 3]);
      const long = () => runOutputs([input], [output], [indices([0, 1, 2], [1, 3])]);
      expect(long).toThrow(ShapeError);
      expect(long).toThrow('Embedding expects samples of 2 indices, its inputLength (received (1, 3))');
      layer.dispose();
    });
  });
});

const sentences = {
  type: 'Embedding expects integers, of dtype int32 (received float32)',
  list: 'Embedding expects one tensor of indices (received several tensors)',
  length: 'Embedding expects samples of 100 indices, its inputLength (received (null, 99))',
  rank: 'Embedding expects samples of 100 indices, its inputLength (received (null))',
} as const;

describe('Embedding', () => {
  beforeAll(() => setBackend('cpu'));

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call = (layer: AnyLayer, input: unknown) => () => (layer as unknown as (input: unknown) => unknown)(input);
    const words = Input([100], { dtype: 'int32' });
    for (const [wrong, sentence] of [
      [call(Embedding(10, 3), Input([100])), sentences.type],
      [call(Embedding(10, 3), [words, words]), sentences.list],
      [call(Embedding(10, 3, { inputLength: 100 }), Input([99], { dtype: 'int32' })), sentences.length],
      [call(Embedding(10, 3, { inputLength: 100 }), Input([], { dtype: 'int32' })), sentences.rank],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('has the shapes at compile time that it has at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { Embedding } from '../../src/layers/core/embedding.js';
       const words = Input([100], { dtype: 'int32' }); const size = 3 as number; const either = 3 as 3 | 4;`,
      [
        ['Embedding(10000, 512)(words)', [null, 100, 512]],
        ['Embedding(10000, 512, { inputLength: 100, maskZero: true })(words)', [null, 100, 512]],
        ['Embedding(10, 3, { inputLength: 100 })(Input([null], { dtype: "int32" }))', [null, null, 3]],
        ['Embedding(10, 3, { inputLength: null })(Input([2, 5], { dtype: "int32", batchSize: 8 }))', [8, 2, 5, 3]],
        ['Embedding(10, 3)(Input([], { dtype: "int32" }))', [null, 3]],
        ['Embedding(10, 3)(Input([100]))', { rejected: sentences.type }],
        ['Embedding(10, 3)(Input([100], { dtype: "float32" }))', { rejected: sentences.type }],
        ['Embedding(10, 3)([words, words])', { rejected: sentences.list }],
        ['Embedding(10, 3, { inputLength: 100 })(Input([99], { dtype: "int32" }))', { rejected: sentences.length }],
        ['Embedding(10, 3, { inputLength: 100 })(Input([], { dtype: "int32" }))', { rejected: sentences.rank }],
      ],
    );
  });

  it('names the argument that is wrong', () => {
    expect(() => Embedding(0 as number, 3)).toThrow(ArgumentError);
    expect(() => Embedding(0 as number, 3)).toThrow('Embedding: inputDim expects a positive integer (received 0)');
    expect(() => Embedding(3, 0.5 as number)).toThrow('Embedding: outputDim expects a positive integer (received 0.5)');
    // @ts-expect-error Embedding: inputLength expects a positive integer (received 0)
    expect(() => Embedding(3, 2, { inputLength: 0 })).toThrow('Embedding: inputLength expects a positive integer');
  });
});
