import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Activation, ELU, LeakyReLU, ReLU } from '../../../src/layers/activations/activation.js';
import { PReLU } from '../../../src/layers/activations/prelu.js';
import { Softmax } from '../../../src/layers/activations/softmax.js';
import { Input } from '../../../src/layers/core/input.js';
import { expectClose } from '../expect-close.js';
import { runLayer, runOutputs } from '../run-layer.js';

beforeAll(() => setBackend('cpu'));

it('keeps the mask', () => {
  const input = Input([3]);
  const mask = tf.tensor([true, false], [2], 'bool');
  const [value] = runOutputs([input], [Activation('relu')(input)], [tf.ones([2, 3])], { masks: [mask] });
  expect(value?.mask?.arraySync()).toEqual([1, 0]);
});

it('takes an activation of the user, and integers', () => {
  const output = runLayer(
    Activation((x) => tf.mul(x, 1.5)),
    tf.tensor([1, 2], [1, 2], 'int32'),
  );
  expect(output.dtype).toBe('float32');
  expectClose(output, [1.5, 3], 1e-6, 'output');
});

it('does not take a list, or an unknown name', () => {
  // @ts-expect-error Activation expects one tensor (received several tensors)
  expect(() => Activation('relu')([Input([3])])).toThrow('Activation expects one tensor (received several tensors)');
  expect(() => Activation('rellu' as 'relu')).toThrow('Activation: activation expects an activation');
});

describe.each(['cpu', 'wasm'] as const)('Softmax on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('sums to 1 over several axes', () => {
    const values = runLayer(
      Softmax({ axis: [1, 2] }),
      tf.tensor([
        [
          [0, 1],
          [2, 3],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ]),
    ).dataSync();
    const total = 1 + Math.E + Math.E ** 2 + Math.E ** 3;
    const expected = [1, Math.E, Math.E ** 2, Math.E ** 3].map((value) => value / total).concat(0.25, 0.25, 0.25, 0.25);
    for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index] as number, 5);
  });

  it('has zeros where nothing counts, and rejects a mask of other axes', () => {
    const input = Input([3]);
    const output = Softmax()(input);
    const run = (mask: tf.Tensor) => runOutputs([input], [output], [tf.ones([1, 3])], { masks: [mask] })[0];
    expect(run(tf.zeros([1, 3], 'bool'))?.tensor.arraySync()).toEqual([[0, 0, 0]]);
    expect(run(tf.tensor([[0, 1, 1]], [1, 3], 'bool'))?.tensor.arraySync()).toEqual([[0, 0.5, 0.5]]);
    expect(() => run(tf.ones([1, 2], 'bool'))).toThrow(
      'Softmax expects a mask that broadcasts to (1, 3) (received a mask of shape (1, 2))',
    );
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = Input([3]);
      const masks = [tf.ones([1, 3], 'bool')];
      runOutputs([input], [Softmax({ axis: [0, 1] })(input)], [tf.ones([1, 3])], { masks });
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('makes floats of integers, and keeps masks', () => {
  const input = Input([2], { dtype: 'int32' });
  const feeds = [tf.tensor([[-2, 3]], [1, 2], 'int32')];
  const masks = [tf.ones([1, 2], 'bool')];
  for (const layer of [ReLU(), LeakyReLU(), PReLU(), ELU(), Softmax()]) {
    const [value] = runOutputs([input], [layer(input)], feeds, { masks });
    expect([value?.tensor.dtype, value?.mask?.arraySync()]).toEqual(['float32', [[1, 1]]]);
    layer.dispose();
  }
});

it('checks its options', () => {
  // @ts-expect-error ReLU: maxValue expects a number that is 0 or more (received -1)
  expect(() => ReLU({ maxValue: -1 })).toThrow('ReLU: maxValue expects a number that is 0 or more');
  // @ts-expect-error ReLU: negativeSlope expects a number that is 0 or more (received -1)
  expect(() => ReLU({ negativeSlope: -1 })).toThrow(ArgumentError);
  expect(() => ReLU({ threshold: Number.NaN })).toThrow(ArgumentError);
  // @ts-expect-error LeakyReLU: negativeSlope expects a number that is 0 or more (received -0.1)
  expect(() => LeakyReLU({ negativeSlope: -0.1 })).toThrow(
    'LeakyReLU: negativeSlope expects a number that is 0 or more',
  );
  expect(() => ELU({ alpha: Number.POSITIVE_INFINITY })).toThrow('ELU: alpha expects a finite number');
  expect(() => PReLU({ sharedAxes: [0] })).toThrow('PReLU: sharedAxes expects a list of positive integers');
  // @ts-expect-error Softmax: axis expects an integer, or a list of different ones (received 0.5)
  expect(() => Softmax({ axis: 0.5 })).toThrow('Softmax: axis expects an integer, or a list of different ones');
  expect(() => Softmax({ axis: [1, 1] })).toThrow(ArgumentError);
});

it('says what does not fit', () => {
  // @ts-expect-error PReLU expects known sizes
  expect(() => PReLU({ sharedAxes: [2] })(Input([null, 3]))).toThrow(
    'PReLU expects known sizes on all axes but the batch and sharedAxes (2) (received (null, null, 3))',
  );
  // @ts-expect-error PReLU expects an input with the sharedAxes
  expect(() => PReLU({ sharedAxes: [3] })(Input([4, 3]))).toThrow(
    'PReLU expects an input with the sharedAxes (3) (received (null, 4, 3))',
  );
  // @ts-expect-error Softmax expects an input with an axis 2
  expect(() => Softmax({ axis: [1, 2] })(Input([3]))).toThrow(
    'Softmax expects an input with an axis 2 (received (null, 3))',
  );
  // @ts-expect-error Softmax: axis expects each axis once
  expect(() => Softmax({ axis: [1, -1] })(Input([3]))).toThrow(
    'Softmax: axis expects each axis once (received [1, -1], of (null, 3))',
  );
});
