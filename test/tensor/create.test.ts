import * as tf from '@tensorflow/tfjs-core';
import { oneHot, ones, setBackend, stack, type Tensor, tensor, withShape, zeros } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ArgumentError, DataError, TupleflowError } from '../../src/errors.js';

const loose = { tensor, oneHot, ones, zeros, stack, withShape } as unknown as Readonly<
  Record<string, (...given: unknown[]) => tf.Tensor>
>;

const described = ({ shape, dtype, arraySync }: tf.Tensor, given: tf.Tensor) => [shape, dtype, arraySync.call(given)];
const of = (given: tf.Tensor) => described(given, given);

function cyclic(): unknown[] {
  const values: unknown[] = [];
  values.push(values);
  return values;
}

function deep(): unknown {
  let values: unknown = 1;
  for (let level = 0; level < 10_000; level++) values = [values];
  return values;
}

function detached(): Float32Array {
  const values = new Float32Array(4);
  structuredClone(values.buffer, { transfer: [values.buffer] });
  return values;
}

describe.each(['cpu', 'wasm'] as const)('tensors on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it('have the type of what they are made from', () => {
    const ids: Tensor<[2, 3], 'int32'> = tensor(new Int32Array(6), [2, 3]);
    expect(ids.dtype).toBe('int32');
    const pixels: Tensor<[number], 'int32'> = tensor(new Uint8Array([0, 255]));
    expect(of(pixels)).toEqual([[2], 'int32', [0, 255]]);
    const flags: Tensor<[number, number], 'bool'> = tensor([[true, false]]);
    expect(of(flags)).toEqual([[1, 2], 'bool', [[1, 0]]]);
    const rows: Tensor<[number, number], 'int32'> = tensor([new Int32Array([1, 2]), new Int32Array([3, 4])]);
    expect(of(rows)).toEqual([
      [2, 2],
      'int32',
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    const floats: Tensor<[number]> = tensor(new Float64Array([0.5]));
    expect(of(floats)).toEqual([[1], 'float32', [0.5]]);
    expect(of(tensor([1, true]))).toEqual([[2], 'float32', [1, 1]]);
    expect(of(tensor([]))).toEqual([[0], 'float32', []]);
    expect(of(tensor([1, 0], [2], 'bool'))).toEqual([[2], 'bool', [1, 0]]);
    expect(of(tensor([true, false], [2], 'int32'))).toEqual([[2], 'int32', [1, 0]]);
    expect(of(tensor(new Float32Array([2, -3]), [2], 'int32'))).toEqual([[2], 'int32', [2, -3]]);
    expect(of(tensor([2], [], 'int32'))).toEqual([[], 'int32', 2]);
    // The arguments of a function, for example.
    expect(of(tensor({ length: 2, 0: 5, 1: 7 }))).toEqual([[2], 'float32', [5, 7]]);
  });

  const arrays = [
    [Float32Array, 'float32'],
    [Float64Array, 'float32'],
    [Int8Array, 'int32'],
    [Int16Array, 'int32'],
    [Int32Array, 'int32'],
    [Uint8Array, 'int32'],
    [Uint8ClampedArray, 'int32'],
    [Uint16Array, 'int32'],
    [Uint32Array, 'int32'],
  ] as const;
  it.each(arrays.map(([made, dtype]) => [made.name, made, dtype] as const))('take a %s', (_, Made, dtype) => {
    const values = Made.from([1, 2, 3, 4]);
    expect(of(tensor(values, [2, 2]))).toEqual([[2, 2], dtype, tf.tensor2d([1, 2, 3, 4], [2, 2]).arraySync()]);
    expect(of(tensor(values, [4], 'float32'))).toEqual([[4], 'float32', [1, 2, 3, 4]]);
    expect(of(tensor([values, values]))).toEqual([[2, 4], dtype, [1, 1].map(() => [1, 2, 3, 4])]);
    expect(oneHot(values, 5).shape).toEqual([4, 5]);
  });

  const data = [
    [
      'ragged',
      [
        [1, 2],
        [3, 4, 5],
      ],
      'tensor expects nested arrays of equal lengths, here of 2 (received a list of 3 at [1])',
    ],
    [
      'shorter',
      [[[1], [2]], [[3]]],
      'tensor expects nested arrays of equal lengths, here of 2 (received a list of 1 at [1])',
    ],
    ['a typed row', [[1, 2], new Float32Array(3)], 'here of 2 (received a list of 3 at [1])'],
    [
      'a number among rows',
      [[1, 2], 3],
      'tensor expects nested arrays of equal lengths, here of 2 (received 3 at [1])',
    ],
    ['a row among numbers', [1, [2]], 'tensor expects nested arrays of equal depth (received a list of 1 at [1])'],
    ['a later hole', [[1, 2], new Array(2)], 'tensor expects numbers (received undefined at [1][0])'],
    ['a hole', new Array(2), 'tensor expects numbers, booleans or strings (received undefined at [0])'],
    ['null', [[1, null]], 'tensor expects numbers (received null at [0][1])'],
    ['BigInt', [1n], 'tensor expects numbers, booleans or strings (received 1n at [0])'],
    ['BigInt64Array', new BigInt64Array(1), 'tensor expects a typed array or nested arrays (received a BigInt64Array)'],
    ['Symbol', [Symbol('a')], 'tensor expects numbers, booleans or strings (received Symbol(a) at [0])'],
    [
      'DataView',
      new DataView(new ArrayBuffer(4)),
      'tensor expects a typed array or nested arrays (received a DataView)',
    ],
    ['cyclic', cyclic(), 'tensor expects arrays nested at most 6 deep (received deeper ones)'],
    ['deep', deep(), 'tensor expects arrays nested at most 6 deep (received deeper ones)'],
    ['detached', detached(), 'tensor expects a typed array (received one whose buffer is detached)'],
    ['a number', 5, 'tensor expects a typed array or nested arrays (received 5)'],
    ['a string', 'abc', "tensor expects a typed array or nested arrays (received 'abc')"],
    ['nothing', undefined, 'tensor expects a typed array or nested arrays (received undefined)'],
    ['a mixture', ['a', 1], 'tensor expects strings (received 1 at [1])'],
  ] as const;
  it.each(data)('refuse data that are wrong: %s', (_, values, message) => {
    expect(() => loose.tensor?.(values)).toThrow(message);
    expect(() => loose.tensor?.(values)).toThrow(DataError);
    expect(() => loose.oneHot?.(values, 3)).toThrow(DataError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [[1.5], [1], 'int32', 'tensor expects integers from -2^31 to 2^31 - 1 (received 1.5 at [0])'],
    [
      [
        [1, 2],
        [3, 2 ** 31],
      ],
      [2, 2],
      'int32',
      '(received 2147483648 at [1][1])',
    ],
    [[Number.NaN], [1], 'int32', '(received NaN at [0])'],
    [new Uint32Array([4_000_000_000]), [1], undefined, '(received 4000000000 at [0])'],
    [[2], [1], 'bool', 'tensor expects true and false, or 1 and 0 (received 2 at [0])'],
    [['a'], [1], 'int32', "tensor expects numbers (received 'a' at [0])"],
    [[1], [1], 'string', 'tensor expects strings (received 1 at [0])'],
    [[1, 2, 3], [2, 2], undefined, 'tensor expects 4 values for shape (2, 2) (received 3)'],
    [
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [3, 2],
      undefined,
      'tensor expects values of shape (3, 2) (received nested arrays of (2, 3))',
    ],
  ] as const)('refuse %o as %j %s', (values, shape, dtype, message) => {
    expect(() => loose.tensor?.(values, shape, dtype)).toThrow(message);
    expect(() => loose.tensor?.(values, shape, dtype)).toThrow(DataError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['tensor', [[1], 1], 'tensor: shape expects a list of at most 6 integers from 0 (received 1)'],
    ['tensor', [[1], [-1]], 'tensor: shape expects a list of at most 6 integers from 0 (received [-1])'],
    ['tensor', [[1], null], 'tensor: shape expects a list of at most 6 integers from 0 (received null)'],
    ['tensor', [[1], [1], 'int'], "tensor: dtype expects one of 'float32', 'int32', 'bool', 'string' (received 'int')"],
    ['zeros', [[1, 1, 1, 1, 1, 1, 1]], 'zeros: shape expects a list of at most 6 integers from 0'],
    ['zeros', [[1e9, 1e9]], 'zeros: shape expects at most 2147483647 elements (received 1000000000000000000)'],
    ['ones', [], 'ones: shape expects a list of at most 6 integers from 0 (received undefined)'],
    ['ones', [[1], Symbol('a')], "ones: dtype expects one of 'float32', 'int32', 'bool' (received Symbol(a))"],
    ['oneHot', [[1], 0], 'oneHot: depth expects a positive integer (received 0)'],
    ['oneHot', [[1], 1n], 'oneHot: depth expects a positive integer (received 1n)'],
    ['stack', [5], 'stack expects a list of tensors (received 5)'],
    ['stack', [[null]], 'stack expects a tensor (received null)'],
    ['stack', [[]], 'stack expects at least one tensor (received none)'],
    ['withShape', [5, [1]], 'withShape expects a tensor (received 5)'],
    ['withShape', [null, [1]], 'withShape expects a tensor (received null)'],
  ] as const)('refuse arguments that are wrong: %s(%o)', (name, given, message) => {
    expect(() => loose[name]?.(...given)).toThrow(message);
    expect(() => loose[name]?.(...given)).toThrow(ArgumentError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('oneHot refuses what is no index, and says where', () => {
    expect(() =>
      oneHot(
        [
          [0, 1],
          [2, 3],
        ],
        3,
      ),
    ).toThrow('oneHot expects indices from 0 to 2 (received 3 at [1][1])');
    expect(() => oneHot([0.5], 3)).toThrow('oneHot expects indices from 0 to 2 (received 0.5 at [0])');
    expect(() => oneHot(tf.tensor1d([-1]), 3)).toThrow('oneHot expects indices from 0 to 2 (received -1 at [0])');
    expect(of(oneHot([0, 0], 1))).toEqual([[2, 1], 'float32', [[1], [1]]]);
    expect(of(oneHot([[1], [0]], 2))[2]).toEqual([[[0, 1]], [[1, 0]]]);
    const freed = tf.zeros([2]);
    freed.dispose();
    expect(() => oneHot(freed, 3)).toThrow(TupleflowError);
    expect(() => stack([freed])).toThrow('stack expects a tensor (received one that is disposed)');
    expect(() => withShape(freed, [2])).toThrow('withShape expects a tensor (received one that is disposed)');
  });
});
