import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import {
  DepthwiseConv1D,
  DepthwiseConv1DChannelsFirst,
  DepthwiseConv2D,
  DepthwiseConv2DChannelsFirst,
} from '../../../src/layers/convolution/depthwise-conv.js';
import {
  SeparableConv1D,
  SeparableConv1DChannelsFirst,
  SeparableConv2D,
  SeparableConv2DChannelsFirst,
} from '../../../src/layers/convolution/separable-conv.js';
import { Input } from '../../../src/layers/core/input.js';
import { expectClose } from '../expect-close.js';
import { expectOutput } from '../expect-output.js';
import { expectSlopesOfOutputs } from '../multilinear.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';
import { type Movement, naiveConvolution } from './naive-windows.js';

// biome-ignore lint/suspicious/noExplicitAny: values that types forbid, and what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

const upTo = (largest: number) => fc.integer({ min: 1, max: largest });
const pairOf = (largest: number) => fc.tuple(upTo(largest), upTo(largest));

/** Strides and dilation of all kinds, also both at once, which only these take. */
const movements: fc.Arbitrary<Movement> = fc.record({
  size: pairOf(3),
  strides: fc.oneof(fc.constant<[number, number]>([1, 1]), pairOf(3)),
  dilationRate: fc.oneof(fc.constant<[number, number]>([1, 1]), pairOf(3)),
  padding: fc.constantFrom('valid', 'same'),
});
const shapes = fc.tuple(upTo(2), fc.integer({ min: 7, max: 9 }), fc.integer({ min: 7, max: 9 }), upTo(3));

describe.each(['cpu', 'wasm'] as const)('convolutions of each channel on its own on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('are sums of products, whatever strides and dilation, and their gradients are those of that sum', () => {
    const property = fc.property(movements, shapes, upTo(3), upTo(2), fc.nat(99), (one, shape, many, filters, seed) => {
      const before = tf.memory().numTensors;
      const { size, ...movement } = one;
      const options = { ...movement, depthMultiplier: many, useBias: false };
      const depthwise = (DepthwiseConv2D as Factory)(size, options);
      const separable = (SeparableConv2D as Factory)(filters, size, options);
      tf.tidy(() => {
        const image = randomTensor(shape, seed);
        const [channels] = shape.slice(3) as [number];
        const output = runLayer(depthwise, image);
        const kernel = tf.reshape(depthwise.weights[0]?.value as tf.Tensor, [...size, 1, channels * many]);
        const expected = naiveConvolution(image, kernel, one, channels);
        expect(output.shape).toEqual(expected.shape);
        expectClose(output, [...expected.dataSync()], 1e-5, 'channels on their own');
        expectSlopesOfOutputs(depthwise, image, seed + 1);

        const pointwise = randomTensor([1, 1, channels * many, filters], seed + 2);
        runLayer(separable, image);
        separable.setWeights([depthwise.weights[0]?.value as tf.Tensor, pointwise]);
        const flat = tf.reshape(expected, [-1, channels * many]) as tf.Tensor2D;
        const mixed = tf.matMul(flat, tf.reshape(pointwise, [channels * many, filters]));
        expectClose(runLayer(separable, image), [...mixed.dataSync()], 2e-5, 'mixed channels');
        expectSlopesOfOutputs(separable, image, seed + 3);
      });
      for (const layer of [depthwise, separable]) layer.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 13 });
  });

  it.each([
    [
      DepthwiseConv2D([2, 3], { strides: [2, 1], dilationRate: [1, 2], padding: 'same', depthMultiplier: 2 }),
      [1, 3, 4, 2],
      [
        -1.44, 0.84, -0.36, 1.56, -1.04, -0.12, -0.28, 1.84, 0.32, -0.48, -0.68, 0.8, -0.88, 0.04, -0.96, 0.72, -0.8,
        0.16, -0.68, 2.0, -0.68, 0.16, -1.08, 0.8, -1.24, 0.6, -0.96, 0.4, -1.08, 0.64, 0.08, 0.2,
      ],
    ],
    [DepthwiseConv2D(2, { strides: [2, 3] }), [1, 4, 5, 2], [-0.84, -0.36, -0.6, 0.56, -0.6, 0.56, -0.36, -0.2]],
    [
      SeparableConv2D(2, 2, { strides: [1, 2], dilationRate: 2, padding: 'same' }),
      [1, 3, 4, 2],
      [-0.232, -0.008, -0.888, 0.456, -1.64, 0.152, -1.072, 0.664, -1.672, 0.568, -1.768, 0.64],
    ],
    [
      DepthwiseConv1D(3, { strides: 2, dilationRate: 2, padding: 'same' }),
      [1, 6, 2],
      [-1.12, 0.4, -1.24, -0.84, -0.56, 0],
    ],
  ] as const)("%s gives Keras' numbers", (layer, shape, wanted) => {
    expectOutput(layer as unknown as AnyLayer, shape, wanted);
  });

  it('say that a size that varied is too small', () => {
    const steps = Input([null, 2]);
    const layer = SeparableConv1D(4, 3);
    const output = layer(steps);
    expect(output.shape).toEqual([null, null, 4]);
    tf.tidy(() => {
      expect(() => runOutputs([steps], [output], [tf.zeros([1, 2, 2])])).toThrow(
        'SeparableConv1D expects a number of steps of at least 3, the size of its window (received 2, in (1, 2, 2))',
      );
    });
    layer.dispose();
  });
});

describe('convolutions of each channel on its own', () => {
  it('have the weights of Keras, whose options begin with their own names', () => {
    const depthwise = DepthwiseConv2D([3, 2], {
      depthMultiplier: 2,
      depthwiseInitializer: 'ones',
      depthwiseRegularizer: 'l2',
      depthwiseConstraint: 'maxNorm',
      biasRegularizer: 'l1',
      name: 'own',
    });
    expect(depthwise(Input([8, 8, 4])).shape).toEqual([null, 6, 7, 8]);
    expect(depthwise.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['own/kernel', [3, 2, 4, 2]],
      ['own/bias', [8]],
    ]);
    expect([depthwise.weights[0]?.regularizer, depthwise.weights[0]?.constraint]).not.toContain(null);
    expect([depthwise.weights[1]?.regularizer, depthwise.weights[1]?.constraint].map((one) => one === null)).toEqual([
      false,
      true,
    ]);
    expect(new Set(depthwise.weights[0]?.value.dataSync())).toEqual(new Set([1]));
    depthwise.dispose();

    const separable = SeparableConv1D(6, 3, {
      depthMultiplier: 2,
      depthwiseInitializer: 'zeros',
      pointwiseInitializer: 'ones',
      pointwiseRegularizer: 'l2',
      pointwiseConstraint: 'nonNeg',
      name: 'mixed',
    });
    expect(separable(Input([9, 4])).shape).toEqual([null, 7, 6]);
    expect(separable.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['mixed/depthwise_kernel', [3, 4, 2]],
      ['mixed/pointwise_kernel', [1, 8, 6]],
      ['mixed/bias', [6]],
    ]);
    expect(separable.weights.map(({ regularizer, constraint }) => [regularizer, constraint].includes(null))).toEqual([
      true,
      false,
      true,
    ]);
    expect(separable.weights.slice(0, 2).map(({ value }) => value.dataSync()[0])).toEqual([0, 1]);
    separable.dispose();
  });

  it('have their channels where their option says, else where their entry point says', () => {
    expect(DepthwiseConv1DChannelsFirst(3, { depthMultiplier: 2 })(Input([2, 8])).shape).toEqual([null, 4, 6]);
    expect(DepthwiseConv2DChannelsFirst(3)(Input([2, 8, 9])).shape).toEqual([null, 2, 6, 7]);
    expect(DepthwiseConv2DChannelsFirst(3, { dataFormat: 'channelsLast' })(Input([8, 9, 2])).shape).toEqual([
      null,
      6,
      7,
      2,
    ]);
    expect(SeparableConv1DChannelsFirst(5, 3)(Input([2, 8])).shape).toEqual([null, 5, 6]);
    expect(SeparableConv2DChannelsFirst(5, 3)(Input([2, 8, 9])).shape).toEqual([null, 5, 6, 7]);
    expect(SeparableConv2D(5, 3, { dataFormat: 'channelsFirst' })(Input([2, 8, 9])).shape).toEqual([null, 5, 6, 7]);
  });

  it.each([
    [
      DepthwiseConv2D,
      [3, { depthMultiplier: 0 }],
      'DepthwiseConv2D: depthMultiplier expects a positive integer (received 0)',
    ],
    [
      DepthwiseConv1D,
      [[3, 3]],
      'DepthwiseConv1D: kernelSize expects a positive integer, or a list of 1 (received [3, 3])',
    ],
    [
      DepthwiseConv1D,
      [3, { padding: 'causal' }],
      "DepthwiseConv1D: padding expects one of 'valid', 'same' (received 'causal')",
    ],
    [SeparableConv2D, [0, 3], 'SeparableConv2D: filters expects a positive integer (received 0)'],
    [
      SeparableConv1D,
      [4, 3, { strides: 0 }],
      'SeparableConv1D: strides expects a positive integer, or a list of 1 (received 0)',
    ],
  ] as const)('%o is not made of %j', (factory, values, message) => {
    expect(() => (factory as Factory)(...values)).toThrow(new ArgumentError(message));
  });

  it.each([
    [DepthwiseConv2D(3), [784], 'DepthwiseConv2D expects (batch, height, width, channels) (received (null, 784))'],
    [
      DepthwiseConv1DChannelsFirst(3),
      [null, 8],
      'DepthwiseConv1D expects (batch, channels, steps) with a known number of channels (received (null, null, 8))',
    ],
    [
      SeparableConv2D(4, 3),
      [8, 2, 3],
      'SeparableConv2D expects a width of at least 3, the size of its window (received 2, in (null, 8, 2, 3))',
    ],
  ] as const)('%s is not called on %j', (layer, input, message) => {
    expect(() => (layer as unknown as (input: object) => void)(Input(input))).toThrow(new ShapeError(message));
  });
});
