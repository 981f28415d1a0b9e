import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ready, setBackend } from '../../src/backends/backend.js';
import { testedBackends } from './tested.js';

type Operation = (x: tf.Tensor) => tf.Tensor;

/** The gradient of the sum of all outputs, each times its number from 1 on. */
function gradientOf(operation: Operation, values: tf.TensorLike, shape?: number[]): unknown {
  return tf.tidy(() => {
    const weighted = (x: tf.Tensor) => {
      const output = operation(x);
      return tf.sum(tf.mul(output, tf.reshape(tf.range(1, output.size + 1), output.shape)));
    };
    return tf
      .grad(weighted)(tf.tensor(values, shape, 'float32'))
      .arraySync();
  });
}

const ties = [
  [1, 3, 3, 2],
  [0, 0, 0, 0],
];

const cases: readonly (readonly [string, Operation, tf.TensorLike, unknown])[] = [
  ['split into one', (x) => tf.split(x, 1, 1)[0] as tf.Tensor, [[1, 2]], [[1, 2]]],
  ['split into two', (x) => tf.split(x, 2, 1)[1] as tf.Tensor, [[1, 2]], [[0, 1]]],
  ['unstack into one', (x) => tf.unstack(x, 1)[0] as tf.Tensor, [[1], [2]], [[1], [2]]],
  ['unstack, of which one is used', (x) => tf.unstack(x)[1] as tf.Tensor, [[1], [2]], [[0], [1]]],
  [
    'max of ties',
    (x) => tf.max(x, 1),
    ties,
    [
      [0, 0.5, 0.5, 0],
      [0.5, 0.5, 0.5, 0.5],
    ],
  ],
  [
    'max over all axes',
    (x) => tf.max(x),
    ties,
    [
      [0, 0.5, 0.5, 0],
      [0, 0, 0, 0],
    ],
  ],
  [
    'min of ties',
    (x) => tf.min(x, -2, true),
    ties,
    [
      [0, 0, 0, 0],
      [1, 2, 3, 4],
    ],
  ],
  ['relu6', tf.relu6, [-1, 0, 1, 6, 7], [0, 0, 3, 0, 0]],
  ['abs', tf.abs, [-2, 0, 2], [-1, 0, 3]],
  ['floorDiv', (x) => tf.floorDiv(x, 2), [-1, 0, 5], [0, 0, 0]],
  ['a cast to integers', (x) => tf.cast(tf.cast(x, 'int32'), 'float32'), [1.5, 2], [0, 0]],
  ['a comparison', (x) => tf.mul(x, tf.cast(tf.greater(x, 1), 'float32')), [1, 2], [0, 2]],
  ['where', (x) => tf.where(tf.greater(x, 0), tf.log(x), tf.zerosLike(x)), [-1, 2], [0, 1]],
  ['squaredDifference, broadcast', (x) => tf.squaredDifference(x, [[1], [2]]), [1, 2, 3], [-8, 4, 24]],
  [
    'prod along a negative axis',
    (x) => tf.prod(x, -1),
    [
      [2, 0, 3],
      [4, 5, 6],
    ],
    [
      [0, 6, 0],
      [60, 48, 40],
    ],
  ],
  [
    'prod along the first axis',
    (x) => tf.prod(x, 0),
    [
      [2, 3],
      [4, 5],
    ],
    [
      [4, 10],
      [2, 6],
    ],
  ],
  [
    'prod of all',
    (x) => tf.prod(x),
    [
      [2, 3],
      [0, 5],
    ],
    [
      [0, 0],
      [30, 0],
    ],
  ],
  [
    'cumsum along the first axis',
    (x) => tf.cumsum(x, 0),
    [
      [1, 1],
      [1, 1],
    ],
    [
      [4, 6],
      [3, 4],
    ],
  ],
  ['cumsum, exclusive and reversed', (x) => tf.cumsum(x, 0, true, true), [1, 1, 1], [0, 1, 3]],
  ['tile', (x) => tf.tile(x, [2, 3]), [[1, 2]], [[1 + 3 + 5 + 7 + 9 + 11, 2 + 4 + 6 + 8 + 10 + 12]]],
  ['broadcastTo', (x) => tf.broadcastTo(x, [3, 2]), [[1], [1], [1]], [[3], [7], [11]]],
  ['mirrorPad, reflect', (x) => tf.mirrorPad(x, [[1, 2]], 'reflect'), [1, 2, 3, 4], [2, 11, 10, 5]],
  [
    'gather, of batches',
    (x) =>
      tf.gather(
        x,
        [
          [0, 0],
          [1, 1],
        ],
        1,
        1,
      ),
    [
      [1, 2],
      [3, 4],
    ],
    [
      [3, 0],
      [0, 7],
    ],
  ],
  [
    'gather along the last axis',
    (x) => tf.gather(x, [1, 1, 0], -1),
    [
      [1, 2],
      [3, 4],
    ],
    [
      [3, 3],
      [6, 9],
    ],
  ],
  ['gather at the greatest', (x) => tf.gather(x, tf.argMax(x)), [3, 9, 4], [0, 1, 0]],
  ['matMul, broadcast', (x) => tf.matMul(x, tf.ones([2, 2, 1])), [[[1, 2]]], [[[3, 3]]]],
];

describe.each(testedBackends)('gradient rules on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(cases)('%s', (_, operation, values, expected) => {
    const before = tf.memory().numTensors;
    expect(gradientOf(operation, values)).toEqual(expected);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('repeats along more than four axes', () => {
    const shape = [1, 2, 1, 3, 2, 1];
    const ones = new Array(12).fill(1);
    const repeated: Operation = (x) => tf.tile(x, [2, 1, 3, 1, 2, 2]);
    const counted = tf.tidy(() =>
      tf
        .grad((x) => tf.sum(repeated(x)))(tf.tensor(ones, shape))
        .dataSync(),
    );
    expect([...counted]).toEqual(new Array(12).fill(24));
  });

  it('gathers along an axis between others, for several axes of batches', () => {
    const x = Array.from({ length: 48 }, (_, index) => index);
    const indices = tf.tensor([0, 1, 1, 1, 0, 0, 1, 0], [2, 2, 2], 'int32');
    // Axes: two of batches, one before the one that is gathered along, and one after it.
    const gathered: Operation = (given) => tf.gather(given, indices, 3, 2);
    const gradient = tf.tidy(() =>
      tf
        .grad((given) => tf.sum(gathered(given)))(tf.tensor(x, [2, 2, 2, 2, 3]))
        .dataSync(),
    );
    const counts = [
      [1, 1],
      [0, 2],
      [2, 0],
      [1, 1],
    ];
    expect([...gradient]).toEqual(counts.flatMap((count) => [0, 1].flatMap(() => count.flatMap((n) => [n, n, n]))));
    indices.dispose();
  });

  it('has gradients of gradients where values are compared', () => {
    const curvature = tf.tidy(() =>
      tf
        .grad((x) => tf.sum(tf.grad((y) => tf.sum(tf.square(tf.max(tf.relu6(y)))))(x)))(tf.tensor([1, 3, 2]))
        .arraySync(),
    );
    expect(curvature).toEqual([0, 2, 0]);
  });

  it('brings its rules back where another package has registered its own', async () => {
    const ours = tf.getGradient('Relu6');
    tf.registerGradient({ ...ours, gradFunc: (dy) => ({ x: () => dy as tf.Tensor }) });
    await ready();
    expect(tf.getGradient('Relu6')).toBe(ours);
  });
});
