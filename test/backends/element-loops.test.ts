import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { activations } from '../../src/index.js';
import { testedBackends } from './tested.js';

const infinity = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

type Operation = (...tensors: tf.Tensor[]) => tf.Tensor;

function valuesOf(operation: Operation, ...inputs: readonly (readonly number[])[]): readonly number[] {
  return tf.tidy(() => [...operation(...inputs.map((values) => tf.tensor([...values]))).dataSync()]);
}

/** -0 is 0, and numbers are those of float32. */
const comparable = (values: readonly number[]) => values.map((value) => Math.fround(value) + 0);

/** Names, operations, inputs, and what Keras computes on TensorFlow. */
const asInKeras: readonly (readonly [string, Operation, readonly (readonly number[])[], readonly number[]])[] = [
  [
    'floorDiv',
    (a, b) => tf.floorDiv(a as tf.Tensor, b as tf.Tensor),
    [
      [5, -5, 0, nan, 7, -7, 1e10, 5, infinity, 0.3],
      [0, 0, 0, 2, 2, 2, 1, infinity, 2, 0.1],
    ],
    [infinity, -infinity, nan, nan, 3, -4, 1e10, 0, infinity, 3],
  ],
  [
    'mod',
    (a, b) => tf.mod(a as tf.Tensor, b as tf.Tensor),
    [
      [5, -5, 5, -5, 5, 0, nan, 1, 1, -1, 1, infinity],
      [3, 3, -3, -3, 0, 3, 3, -3e38, -infinity, infinity, infinity, 3],
    ],
    [2, 1, -1, -2, nan, 0, nan, -3e38, -infinity, infinity, 1, nan],
  ],
  [
    'pow',
    (a, b) => tf.pow(a as tf.Tensor, b as tf.Tensor),
    [
      [0, 0, 0, 1, 1, -1, -1, -2, -2, nan, infinity, 2],
      [0, -1, 2, nan, infinity, infinity, 0.5, 0.5, 3, 0, -1, -infinity],
    ],
    [1, infinity, 0, 1, 1, 1, nan, nan, -8, 1, 0, 0],
  ],
  ['sign', tf.sign as Operation, [[nan, infinity, -infinity, 0, -0, 1e-30, -1e-30]], [nan, 1, -1, 0, 0, 1, -1]],
  ['log', tf.log as Operation, [[0, -0, -1, nan, infinity]], [-infinity, -infinity, nan, nan, infinity]],
  ['sqrt', tf.sqrt as Operation, [[0, -1, nan, infinity]], [0, nan, nan, infinity]],
  ['reciprocal', tf.reciprocal as Operation, [[0, nan, infinity]], [infinity, nan, 0]],
  ['round', tf.round as Operation, [[0.5, 1.5, 2.5, -0.5, nan, infinity]], [0, 2, 2, 0, nan, infinity]],
  ['max of NaN', (x) => tf.max(x as tf.Tensor), [[0, nan, 1]], [nan]],
  ['min of NaN', (x) => tf.min(x as tf.Tensor), [[0, nan, 1]], [nan]],
  ['max of infinities', (x) => tf.max(x as tf.Tensor), [[-infinity, -infinity]], [-infinity]],
  ['clip', (x) => tf.clipByValue(x as tf.Tensor, -1, 1), [[nan, infinity, -infinity]], [nan, 1, -1]],
  ['softmax', (x) => tf.softmax(x as tf.Tensor), [[-infinity, 0, 0]], [0, 0.5, 0.5]],
  ['softmax of nothing but -Infinity', (x) => tf.softmax(x as tf.Tensor), [[-infinity, -infinity]], [nan, nan]],
  ['sparsemax', (x) => activations.sparsemax(x as tf.Tensor), [[-infinity, 0, 1]], [0, 0, 1]],
  ['sparsemax', (x) => activations.sparsemax(x as tf.Tensor), [[-infinity, -infinity, 0]], [0, 0, 1]],
];

/** Where we mean to differ, and what Keras computes on TensorFlow. */
const meant: readonly (readonly [string, Operation, readonly number[], readonly number[], readonly number[]])[] = [
  ['hardShrink of NaN', (x) => activations.hardShrink(x as tf.Tensor), [nan], [nan], [0]],
  ['softShrink of NaN', (x) => activations.softShrink(x as tf.Tensor), [nan], [nan], [0]],
  ['squareplus of -Infinity', (x) => activations.squareplus(x as tf.Tensor), [-infinity], [0], [nan]],
  ['softmax of Infinity', (x) => activations.softmax(x as tf.Tensor), [infinity, 0, 1], [nan, nan, nan], [nan, 0, 0]],
];

/** The same, on the backends that are computed in JavaScript and WebAssembly. */
const meantInJavaScript: typeof meant = [
  ['argmax of NaN', (x) => tf.argMax(x as tf.Tensor), [nan, 1], [0], [1]],
  ['argmin of NaN', (x) => tf.argMin(x as tf.Tensor), [nan, 1], [0], [1]],
  ['mean of large numbers', (x) => tf.mean(x as tf.Tensor), [3e38, 3e38], [3e38], [infinity]],
  ['prod of large numbers', (x) => tf.prod(x as tf.Tensor), [3e38, 3e38, 0], [0], [nan]],
];

describe.each(testedBackends)('numbers at the edge on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(asInKeras)('%s is as in Keras', (_, operation, inputs, expected) => {
    expect(comparable(valuesOf(operation, ...inputs))).toEqual(comparable(expected));
  });

  it.each([...meant, ...(backend === 'node' ? [] : meantInJavaScript)])(
    '%s is not as in Keras',
    (_, operation, input, expected, inKeras) => {
      expect(expected).not.toEqual(inKeras);
      expect(comparable(valuesOf(operation, input))).toEqual(comparable(expected));
    },
  );

  it('divides integers as integers', () => {
    const quotients = tf.tidy(() => tf.floorDiv(tf.tensor([7, -7], [2], 'int32'), tf.scalar(2, 'int32')));
    expect(quotients.dtype).toBe('int32');
    expect([...quotients.dataSync()]).toEqual([3, -4]);
    quotients.dispose();
  });
});
