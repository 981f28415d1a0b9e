import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  celu,
  elu,
  gelu,
  glu,
  hardShrink,
  leakyRelu,
  logSoftmax,
  relu,
  softmax,
  softShrink,
  sparsemax,
  squareplus,
  threshold,
} from '../../src/activations/index.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { type BackendName, expectNoLeak, startBackend } from './backend.js';
import { expectClose } from './close.js';

type Activate = (input: tf.Tensor) => tf.Tensor;
type Case = readonly [name: string, activate: Activate, reference: (x: number) => number];

const points = [-1e4, -7.5, -2.3, -0.7, -0.01, 0.02, 0.6, 1.4, 4.9, 6.3, 1e4];

const gaussian = (x: number) => Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3));

const cases: readonly Case[] = [
  ['relu negativeSlope', (x) => relu(x, { negativeSlope: 0.5 }), (x) => (x > 0 ? x : x / 2)],
  ['relu maxValue', (x) => relu(x, { maxValue: 5 }), (x) => Math.min(Math.max(x, 0), 5)],
  ['relu maxValue 6', (x) => relu(x, { maxValue: 6 }), (x) => Math.min(Math.max(x, 0), 6)],
  ['relu maxValue 0', (x) => relu(x, { maxValue: 0 }), () => 0],
  ['relu threshold', (x) => relu(x, { threshold: 1 }), (x) => (x > 1 ? x : 0)],
  ['relu threshold below 0', (x) => relu(x, { threshold: -1 }), (x) => (x > -1 ? x : 0)],
  [
    'relu with everything',
    (x) => relu(x, { negativeSlope: 0.1, maxValue: 5, threshold: 1 }),
    (x) => (x > 1 ? Math.min(x, 5) : 0.1 * (x - 1)),
  ],
  ['leakyRelu', (x) => leakyRelu(x, { negativeSlope: 0.3 }), (x) => (x > 0 ? x : 0.3 * x)],
  ['elu', (x) => elu(x, { alpha: 2 }), (x) => (x > 0 ? x : 2 * Math.expm1(x))],
  ['celu', (x) => celu(x, { alpha: 2 }), (x) => (x > 0 ? x : 2 * Math.expm1(x / 2))],
  ['gelu approximate', (x) => gelu(x, { approximate: true }), (x) => 0.5 * x * (1 + gaussian(x))],
  ['hardShrink', (x) => hardShrink(x, { threshold: 1 }), (x) => (Math.abs(x) > 1 ? x : 0)],
  ['hardShrink 0', (x) => hardShrink(x, { threshold: 0 }), (x) => x],
  ['softShrink', (x) => softShrink(x, { threshold: 1 }), (x) => Math.sign(x) * Math.max(Math.abs(x) - 1, 0)],
  ['squareplus', (x) => squareplus(x, { b: 1 }), (x) => (x + Math.sqrt(x * x + 1)) / 2],
  ['threshold', (x) => threshold(x, { threshold: -1, defaultValue: 9 }), (x) => (x > -1 ? x : 9)],
];

describe.each<BackendName>(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(() => startBackend(backend));
  afterAll(() => tf.setBackend('cpu'));

  test.each(cases)('%s', (_, activate, reference) => {
    expectNoLeak(() => {
      const input = tf.tensor1d(points);
      expectClose(activate(input), points.map(reference));
      const slopes = points.map((x) => (reference(x + 1e-5) - reference(x - 1e-5)) / 2e-5);
      expectClose(tf.grad((x: tf.Tensor) => tf.sum(activate(x)))(input), slopes, 1e-4);
    });
  });

  test.each([
    ['softmax', softmax],
    ['logSoftmax', logSoftmax],
    ['sparsemax', sparsemax],
  ] as const)('%s along another axis is that along the last one, transposed', (_, activate) => {
    expectNoLeak(() => {
      const input = tf.tensor3d(
        Array.from({ length: 24 }, (_, index) => Math.sin(index * 1.7)),
        [2, 3, 4],
      );
      const slope = tf.tensor3d(
        Array.from({ length: 24 }, (_, index) => Math.cos(index)),
        [2, 3, 4],
      );
      const along = (axis: number) => (x: tf.Tensor) => tf.sum(tf.mul(activate(x, { axis }), slope));
      const transposed = (order: number[]) => (x: tf.Tensor) =>
        tf.sum(tf.mul(tf.transpose(activate(tf.transpose(x, order)), order), slope));
      for (const [axis, order] of [
        [0, [2, 1, 0]],
        [1, [0, 2, 1]],
        [-2, [0, 2, 1]],
        [2, [0, 1, 2]],
      ] as const) {
        const wanted = tf.transpose(activate(tf.transpose(input, [...order])), [...order]);
        expectClose(activate(input, { axis }), [...wanted.dataSync()]);
        expectClose(tf.grad(along(axis))(input), [
          ...tf
            .grad(transposed([...order]))(input)
            .dataSync(),
        ]);
      }
    });
  });

  test('sparsemax is what its definition in Keras says', () => {
    expectNoLeak(() => {
      // Two of the first vector are in the support, with shares 1 and 1/2.
      const input = tf.tensor2d([
        [0.1, -3, 0.4],
        [2, 2, 2],
      ]);
      expectClose(sparsemax(input), [0.15, 0, 0.45, 0, 0, 0]);
      const slope = tf.grad((x: tf.Tensor) =>
        tf.sum(
          tf.mul(sparsemax(x), [
            [3, 5, 7],
            [1, 1, 1],
          ]),
        ),
      )(input);
      expectClose(slope, [3 - 10 / 2, 0, 7 - 10, 0, 0, 0]);
      expect(sparsemax(tf.tensor1d([5])).dataSync()).toEqual(new Float32Array([1]));
    });
  });

  test('glu halves any axis, and only even ones', () => {
    expectNoLeak(() => {
      const input = tf.tensor2d([
        [1, 2, 3],
        [0, 0, Number.POSITIVE_INFINITY],
      ]);
      expectClose(glu(input, { axis: 0 }), [0.5, 1, 3]);
      expect(() => glu(input)).toThrow(new ShapeError('glu expects an even size on axis 1 (received (2, 3))'));
    });
  });
});

test.each([
  ['softmax: axis expects an integer from -2 to 1 (received 2)', (x: tf.Tensor) => softmax(x, { axis: 2 })],
  ['glu: axis expects an integer from -2 to 1 (received -3)', (x: tf.Tensor) => glu(x, { axis: -3 })],
  ['relu: maxValue expects a number that is 0 or more (received -1)', (x: tf.Tensor) => relu(x, { maxValue: -1 })],
  ['relu: threshold expects a finite number (received NaN)', (x: tf.Tensor) => relu(x, { threshold: Number.NaN })],
  ['celu: alpha expects a number that is more than 0 (received 0)', (x: tf.Tensor) => celu(x, { alpha: 0 })],
  ['elu: alpha expects a finite number (received Infinity)', (x: tf.Tensor) => elu(x, { alpha: Infinity })],
] as const)('%s', (message, activate) => {
  tf.tidy(() => {
    expect(() => activate(tf.zeros([2, 3]))).toThrow(new ArgumentError(message));
  });
});
