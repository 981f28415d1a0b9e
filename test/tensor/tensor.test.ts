import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, Model, ones, setBackend, tensor, withShape, zeros } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { asTensor, ReturnedTensor } from '../../src/tensor/tensor.js';

beforeAll(() => setBackend('cpu'));

describe('the tensors that are returned', () => {
  it('are read as arrays whose depth is known to the compiler', async () => {
    const given = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    const rows: number[][] = await given.array();
    const same: number[][] = given.arraySync();
    expect([rows, same]).toEqual([
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ]);
    const numbers: Float32Array = await given.data();
    expect(numbers).toEqual(new Float32Array([1, 2, 3, 4, 5, 6]));
    const one: number = zeros([]).arraySync();
    expect(one).toBe(0);
    const integers: Int32Array = ones([2], 'int32').dataSync();
    expect(integers).toEqual(new Int32Array([1, 1]));
    const words: string[][] = await tensor([['a', 'b']]).array();
    expect(words).toEqual([['a', 'b']]);
    const flatWords: string[] = await tensor([['a', 'b']], [1, 2]).data();
    expect(flatWords).toEqual(['a', 'b']);
  });

  it('are those of models as well', async () => {
    const x = Input([2]);
    const model = Model({ inputs: x, outputs: Dense(1, { kernelInitializer: 'ones' })(x) });
    const predicted: number[][] = await (await model.predict(tensor([1, 2, 3, 4], [2, 2]))).array();
    expect(predicted).toEqual([[3], [7]]);
    const found: number[][] = model(tensor([1, 2], [1, 2])).arraySync();
    expect(found).toEqual([[3]]);
    model.dispose();
  });

  it('show their shape, their dtype and their elements', () => {
    const given = tensor([1, 2.5, 3, 4, 0.1, -6], [2, 3]);
    const text = 'Tensor [2, 3] float32\n[[  1, 2.5,   3],\n [  4, 0.1,  -6]]';
    expect(String(given)).toBe(text);
    expect(inspect(given)).toBe(text);
    expect(inspect({ given })).toContain('[  4, 0.1,  -6]]');
    expect(String(zeros([]))).toBe('Tensor [] float32\n0');
    expect(String(zeros([0, 3]))).toBe('Tensor [0, 3] float32\n[]');
    expect(String(zeros([2], 'bool'))).toBe('Tensor [2] bool\n[false, false]');
    expect(String(tensor([['a', '...']]))).toBe('Tensor [1, 2] string\n[[  "a", "..."]]');
    expect(String(tensor([Number.NaN, 1e-20, Number.POSITIVE_INFINITY]))).toBe(
      'Tensor [3] float32\n[     NaN,    1e-20, Infinity]',
    );
    const freed = zeros([2]);
    freed.dispose();
    expect(String(freed)).toBe('Tensor [2] float32 (disposed)');
  });

  it('show the ends of each axis where there are more than 1,000 elements', () => {
    const large = asTensor(tf.reshape(tf.range(0, 7000, 1, 'int32'), [7, 2, 500]));
    const lines = String(large).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'Tensor [7, 2, 500] int32',
      '[[[   0,    1,    2, ...,  497,  498,  499],',
      '  [ 500,  501,  502, ...,  997,  998,  999]],',
      ' [[1000, 1001, 1002, ..., 1497, 1498, 1499],',
    ]);
    expect(lines[7]).toBe(' ...,');
    expect(lines.at(-1)).toBe('  [6500, 6501, 6502, ..., 6997, 6998, 6999]]]');
    expect(lines).toHaveLength(14);
  });

  it('are freed at the end of their scope, and so are copies', () => {
    const before = tf.memory().numTensors;
    {
      using given = zeros([2]);
      using copy = given.clone();
      expect(copy.dataSync()).toEqual(given.dataSync());
      expect(tf.memory().numTensors).toBe(before + 2);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are told from the tensors of TensorFlow.js', () => {
    expect(zeros([2])).toBeInstanceOf(ReturnedTensor);
    expect(tf.zeros([2])).not.toBeInstanceOf(ReturnedTensor);
    expect(zeros([2])).toBeInstanceOf(tf.Tensor);
    expect(null).not.toBeInstanceOf(ReturnedTensor);
  });
});

describe('withShape', () => {
  it('is the same tensor, which is freed as before', () => {
    const own = tf.zeros([2, 3]);
    const { dispose } = own;
    const stated = withShape(own, [null, 3]);
    expect(stated).toBe(own);
    expect(own.dispose).toBe(dispose);
    expect(Object.hasOwn(own, 'dispose')).toBe(false);
  });

  it('leaves a variable one', () => {
    const variable = tf.variable(tf.zeros([2]));
    {
      using stated = withShape(variable, [2]);
      expect(stated).toBe(variable);
      variable.assign(tf.ones([2]));
      expect(variable.dataSync()).toEqual(new Float32Array([1, 1]));
    }
    expect(variable.isDisposed).toBe(true);
  });
});
