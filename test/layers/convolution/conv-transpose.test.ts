import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import {
  Conv1DTranspose,
  Conv1DTransposeChannelsFirst,
  Conv2DTranspose,
  Conv2DTransposeChannelsFirst,
  Conv3DTranspose,
  Conv3DTransposeChannelsFirst,
} from '../../../src/layers/convolution/conv-transpose.js';
import { Input } from '../../../src/layers/core/input.js';
import { expectClose } from '../expect-close.js';
import { expectOutput } from '../expect-output.js';
import { expectSlopesOfOutputs } from '../multilinear.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';
import { naiveConvolution } from './naive-windows.js';
import { randomConvolutions } from './random-convolutions.js';

// biome-ignore lint/suspicious/noExplicitAny: values that types forbid, and what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

describe.each(['cpu', 'wasm'] as const)('transposed convolutions on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('are the transposes of convolutions, and so are their gradients', () => {
    // Of the sizes for which a convolution has as many places, `outputPadding` says which.
    const property = fc.property(randomConvolutions, fc.nat(2), (one, rest) => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const { size, strides, padding, dilationRate, image, seed } = one;
        const extents = size.map((length, axis) => (length - 1) * (dilationRate[axis] as number) + 1);
        const outputPadding = extents.map((extent, axis) => {
          const extra = Math.min(rest, (strides[axis] as number) - 1);
          return padding === 'same' && extent % 2 === 0 ? Math.max(1, extra) : extra;
        });
        const isGiven = outputPadding.every((extra, axis) => extra < (strides[axis] as number));
        const options = { strides, padding, dilationRate, useBias: false, ...(isGiven ? { outputPadding } : {}) };
        const layer = (Conv2DTranspose as Factory)(2, size, options);
        const small = randomTensor([...image, 3], seed);
        const output = runLayer(layer, small);
        const large = randomTensor(output.shape, seed + 1);
        const kernel = layer.weights[0]?.value as tf.Tensor;
        const convolved = naiveConvolution(large, kernel, one, 1);
        expect(convolved.shape).toEqual(small.shape);
        const products = tf.sum(tf.mul(convolved, small)).dataSync();
        expectClose(tf.sum(tf.mul(output, large)), [...products], 1e-4, 'products');
        expectSlopesOfOutputs(layer, small, seed + 2);
        layer.dispose();
      });
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 12 });
  });

  it.each([
    [2, 2, 0, [1, 2, 2, 3, 3, 4]],
    [4, 3, 0, [1, 3, 2, 2, 5, 3, 3, 7, 4]],
    [4, 2, 0, [3, 3, 5, 5, 7, 7]],
    [3, 3, 1, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4]],
    [1, 3, 2, [1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0]],
    // TensorFlow does not take the first and third of these; the numbers are those of Keras on JAX.
  ])(
    'of ones, of size %i and with strides of %i, give with an outputPadding of %i: %j',
    (size, strides, extra, wanted) => {
      tf.tidy(() => {
        const options = { strides, padding: 'same', outputPadding: extra, kernelInitializer: 'ones' };
        const layer = (Conv1DTranspose as Factory)(1, size, options);
        expectClose(runLayer(layer, tf.tensor([1, 2, 3, 4], [1, 4, 1])), wanted, 0, 'sums');
        layer.dispose();
      });
    },
  );

  it.each([
    [
      Conv3DTranspose(1, [2, 1, 3], { strides: [2, 1, 3], padding: 'same', outputPadding: [0, 0, 1] }),
      [1, 2, 2, 2, 2],
      [
        -1.8, -0.44, -0.4, -0.84, -1.52, -1.0, -1.48, -0.2, -1.16, -1.44, -0.52, -0.64, -1.2, -0.4, -0.76, -0.28, -0.88,
        -1.04, -0.16, -1.0,
      ],
    ],
    [
      Conv2DTranspose(2, [2, 3], { strides: [3, 2], padding: 'same', outputPadding: [0, 1] }),
      [1, 2, 2, 1],
      [
        -1.8, 0.4, -0.2, -0.2, -1.12, 1.4, -0.68, 0.16, -1.0, 0.4, -1.0, 0.4, -1.0, 0.4, -1.0, 0.4, -1.2, 0.48, -1.08,
        0.6, -0.36, 0.04, -0.76, -0.2,
      ],
    ],
    [
      Conv2DTranspose(1, [3, 2], { dilationRate: [2, 3], padding: 'same' }),
      [1, 3, 3, 2],
      [0.24, -0.96, -1.68, -1.2, -1.12, -1.16, -1.48, -1.08, -1.04],
    ],
    [
      Conv1DTranspose(2, 2, { dilationRate: 3 }),
      [1, 3, 2],
      [-0.16, 0.4, -1.44, -0.28, -1.32, -0.4, -0.96, -0.4, -0.6, 0.56, -0.52, 0.4],
    ],
  ] as const)("%s gives Keras' numbers", (layer, shape, wanted) => {
    expectOutput(layer as unknown as AnyLayer, shape, wanted);
  });

  it('say that there is nothing left of a size that varied', () => {
    const steps = Input([null, 2]);
    const layer = Conv1DTranspose(1, 2, { strides: 2, padding: 'same', outputPadding: 0 });
    const output = layer(steps);
    expect(output.shape).toEqual([null, null, 1]);
    tf.tidy(() => {
      expect(runOutputs([steps], [output], [tf.zeros([3, 2, 2])])[0]?.tensor.shape).toEqual([3, 2, 1]);
      expect(() => runOutputs([steps], [output], [tf.zeros([3, 1, 2])])).toThrow(
        'Conv1DTranspose expects a number of steps of at least 2, to leave a positive size without padding (received 1, in (3, 1, 2))',
      );
    });
    layer.dispose();
  });

  it('apply their activation in the format that comes out, as Keras does', () => {
    tf.tidy(() => {
      const layer = Conv2DTransposeChannelsFirst(3, 1, { activation: 'softmax' });
      const output = runLayer(layer, randomTensor([1, 2, 2, 4], 1));
      expectClose(tf.sum(output, -1), [1, 1, 1, 1, 1, 1], 1e-5, 'sums over the width');
      layer.dispose();
    });
  });
});

describe('transposed convolutions', () => {
  it('have the weights of Keras, regularized and constrained as options say', () => {
    const layer = Conv3DTranspose(6, [3, 2, 1], { kernelRegularizer: 'l2', kernelConstraint: 'maxNorm', name: 'back' });
    expect(layer(Input([4, 5, 6, 2])).shape).toEqual([null, 6, 6, 6, 6]);
    expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['back/kernel', [3, 2, 1, 6, 2]],
      ['back/bias', [6]],
    ]);
    expect([layer.weights[0]?.regularizer, layer.weights[0]?.constraint]).not.toContain(null);
    const bare = Conv1DTranspose(6, 3, { useBias: false });
    bare(Input([8, 4]));
    expect(bare.weights.map(({ name }) => name)).toEqual(['kernel']);
  });

  it('have their channels where their option says, else where their entry point says', () => {
    expect(Conv1DTransposeChannelsFirst(4, 3)(Input([2, 8])).shape).toEqual([null, 4, 10]);
    expect(Conv2DTransposeChannelsFirst(4, 3, { dataFormat: 'channelsLast' })(Input([8, 9, 1])).shape).toEqual([
      null,
      10,
      11,
      4,
    ]);
    expect(Conv3DTransposeChannelsFirst(4, 2, { strides: 2 })(Input([1, 2, 3, 4])).shape).toEqual([null, 4, 4, 6, 8]);
    expect(Conv2DTranspose(4, 3, { dataFormat: 'channelsFirst' })(Input([1, 8, 9])).shape).toEqual([null, 4, 10, 11]);
  });

  it.each([
    [Conv1DTranspose, [0, 3], 'Conv1DTranspose: filters expects a positive integer (received 0)'],
    [
      Conv2DTranspose,
      [4, [3, 3, 3]],
      'Conv2DTranspose: kernelSize expects a positive integer, or a list of 2 (received [3, 3, 3])',
    ],
    [
      Conv2DTranspose,
      [4, 3, { outputPadding: -1 }],
      'Conv2DTranspose: outputPadding expects an integer from 0, or a list of 2 (received -1)',
    ],
    [
      Conv3DTranspose,
      [4, 3, { strides: 2, outputPadding: [1, 0.5, 0] }],
      'Conv3DTranspose: outputPadding expects an integer from 0, or a list of 3 (received [1, 0.5, 0])',
    ],
    [
      Conv2DTranspose,
      [4, 3, { strides: [2, 1], outputPadding: 1 }],
      'Conv2DTranspose: outputPadding expects numbers less than the strides (received 1 with strides of [2, 1])',
    ],
    [
      Conv1DTranspose,
      [4, 3, { outputPadding: [1] }],
      'Conv1DTranspose: outputPadding expects numbers less than the strides (received [1] with strides of 1)',
    ],
    [
      Conv2DTranspose,
      [4, 3, { strides: 2, dilationRate: [1, 2] }],
      'Conv2DTranspose: dilationRate expects 1 with strides greater than 1 (received [1, 2] with strides of 2)',
    ],
    [
      Conv1DTranspose,
      [4, 3, { padding: 'causal' }],
      "Conv1DTranspose: padding expects one of 'valid', 'same' (received 'causal')",
    ],
  ] as const)('%o is not made of %j', (factory, values, message) => {
    expect(() => (factory as Factory)(...values)).toThrow(new ArgumentError(message));
  });

  it.each([
    [Conv2DTranspose(4, 3), [784], 'Conv2DTranspose expects (batch, height, width, channels) (received (null, 784))'],
    [
      Conv1DTransposeChannelsFirst(4, 3),
      [null, 8],
      'Conv1DTranspose expects (batch, channels, steps) with a known number of channels (received (null, null, 8))',
    ],
    [
      Conv2DTranspose(4, [3, 2], { strides: 2, padding: 'same', outputPadding: 0 }),
      [1, 1, 3],
      'Conv2DTranspose expects a width of at least 2, to leave a positive size without padding (received 1, in (null, 1, 1, 3))',
    ],
  ] as const)('%s is not called on %j', (layer, input, message) => {
    expect(() => (layer as unknown as (input: object) => void)(Input(input))).toThrow(new ShapeError(message));
  });
});
