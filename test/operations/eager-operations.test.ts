import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { clearSession } from '../../src/graph/create-layer.js';
import { valueOf } from '../../src/graph/value.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import * as ops from '../../src/operations/index.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';
import { runOutputs } from '../layers/run-layer.js';
import { buildCall, callOn, feedsOf, goldenCalls, titleOf } from './golden-calls.js';

beforeAll(() => setBackend('cpu'));

const described = (tensors: readonly tf.Tensor[]) =>
  tensors.map((each) => ({ shape: each.shape, dtype: each.dtype, values: each.arraySync() }));

/** Operations without inputs make tensors of the graph. */
const withInputs = goldenCalls.filter(
  ({ call, inputs }) => inputs.length > 0 && !/arange|linspace|eye|full\(|zeros\(|ones\(/.test(call),
);

describe('operations on tensors that have values', () => {
  it.each(withInputs.map((golden) => [titleOf(golden), golden] as const))('%s', (_, golden) => {
    const { inputs, outputs } = buildCall(golden);
    const before = tf.memory().numTensors;
    const feeds = feedsOf(golden);
    const results = tf.tidy(() => callOn(golden, feeds) as tf.Tensor[]);
    const expected: unknown[] = [];
    tf.tidy(() => {
      expected.push(...described(runOutputs(inputs, outputs, feeds).map((value) => value.tensor)));
    });
    expect(described(results)).toEqual(expected);
    expect(
      results.every((result) => !feeds.includes(result)),
      'tensors of their own',
    ).toBe(true);
    tf.dispose([...feeds, ...results]);
    expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
  });
});

describe('an operation on tensors that have values', () => {
  it('takes what a model predicts', async () => {
    const inputs = Input([3]);
    const model = Model({ inputs, outputs: Dense(4, { kernelInitializer: 'ones' })(inputs) });
    const x = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    const predicted = await model.predict(x);
    const classes = ops.argmax(predicted, -1);
    expect([classes.shape, classes.dtype]).toEqual([[2], 'int32']);
    tf.dispose([x, predicted, classes]);
    model.dispose();
  });

  it('takes no name that a node of the graph would have', () => {
    clearSession();
    ops.relu(tensor([1], [1])).dispose();
    expect(ops.relu(Input([4])).name).toBe('relu');
  });

  it('keeps the logits of probabilities for losses, and frees them with these', () => {
    const x = tensor([1, 2], [1, 2]);
    const before = tf.memory().numTensors;
    const probabilities = ops.softmax(x);
    expect(valueOf(probabilities).logits?.activation).toBe('softmax');
    probabilities.dispose();
    expect(tf.memory().numTensors).toBe(before);
    x.dispose();
  });

  it('has the gradient that it has in a graph', () => {
    const x = tensor([1, -2, 3], [3]);
    const gradient = tf.grad((given: tf.Tensor) => tf.sum(ops.square(ops.relu(given))))(x);
    expect([...gradient.dataSync()]).toEqual([2, 0, 6]);
    tf.dispose([x, gradient]);
  });

  it('leaves its inputs, and nothing else where it fails', () => {
    const [x, y] = [tensor([1, 2, 3, 4], [2, 2]), tensor([1, 2, 3], [3])];
    const before = tf.memory().numTensors;
    const words = 'add expects inputs that broadcast to one shape (received (2, 2) and (3), which differ on axis -1)';
    expect(() => ops.add(x, y as never)).toThrow(new ShapeError(words));
    expect(tf.memory().numTensors).toBe(before);
    expect(x.isDisposed).toBe(false);
    tf.dispose([x, y]);
  });

  it('is not mixed with tensors of the graph', () => {
    const x = tensor([1, 2], [1, 2]);
    const expected = 'expects tensors of the graph, or tensors that have values (received both)';
    const add = ops.add as (...given: unknown[]) => unknown;
    const concatenate = ops.concatenate as (...given: unknown[]) => unknown;
    expect(() => add(Input([2]), x)).toThrow(new ShapeError(`add ${expected}`));
    expect(() => add(x, Input([2]))).toThrow(new ShapeError(`add ${expected}`));
    expect(() => concatenate([x, Input([2])])).toThrow(new ShapeError(`concatenate ${expected}`));
    x.dispose();
  });

  it('refuses tensors that are disposed, and strings', () => {
    const x = tensor([1, 2], [2]);
    x.dispose();
    expect(() => ops.relu(x)).toThrow(ArgumentError);
    const words = tf.tensor(['a']);
    expect(() => ops.relu(words)).toThrow('layer expects numbers');
    words.dispose();
  });
});
