import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import {
  Conv1D,
  Conv1DChannelsFirst,
  Conv2D,
  Conv2DChannelsFirst,
  Conv3D,
  Conv3DChannelsFirst,
} from '../../../src/layers/convolution/conv.js';
import { Input } from '../../../src/layers/core/input.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer, runOutputs } from '../run-layer.js';
import { naiveConvolution } from './naive-windows.js';
import { type RandomConvolution, randomConvolutions } from './random-convolutions.js';

describe.each(['cpu', 'wasm'] as const)('Conv1D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('lets no step see a later one, where it is causal', () => {
    tf.tidy(() => {
      const layer = Conv1D(1, 3, { padding: 'causal', kernelInitializer: 'ones' });
      const sums = runLayer(layer, tf.tensor([1, 10, 100, 1000], [1, 4, 1]));
      expectClose(sums, [1, 11, 111, 1110], 0, 'sums');
      const strided = Conv1D(1, 2, { padding: 'causal', strides: 3, kernelInitializer: 'ones' });
      expectClose(runLayer(strided, tf.tensor([1, 10, 100, 1000], [1, 4, 1])), [1, 1100], 0, 'strided');
    });
  });

  it('sees the same of both data formats, in groups too', () => {
    tf.tidy(() => {
      const sequence = randomTensor([2, 7, 4], 1);
      const options = { groups: 2, dilationRate: 2, padding: 'causal' } as const;
      const [last, first] = [Conv1D(6, 3, options), Conv1DChannelsFirst(6, 3, options)];
      last(Input([7, 4]));
      first(Input([4, 7]));
      first.setWeights(last.weights.map(({ value }) => value as tf.Tensor));
      const expected = runLayer(last, sequence);
      const output = runLayer(first, tf.transpose(sequence, [0, 2, 1]));
      expect(output.shape).toEqual([2, 6, 7]);
      expectClose(tf.transpose(output, [0, 2, 1]), [...expected.dataSync()], 1e-6, 'channels first');
    });
  });

  it('says that a number of steps that varied is too small', () => {
    const sequence = Input([null, 2]);
    const output = Conv1D(4, 3)(sequence);
    expect(output.shape).toEqual([null, null, 4]);
    tf.tidy(() => {
      expect(() => runOutputs([sequence], [output], [tf.zeros([1, 2, 2])])).toThrow(
        'Conv1D expects a number of steps of at least 3, the size of its window (received 2, in (1, 2, 2))',
      );
    });
  });
});

describe('Conv1D', () => {
  it('has the weights and the sizes of Keras', () => {
    const layer = Conv1D(6, 3, { groups: 2, name: 'steps' });
    expect(layer(Input([9, 4])).shape).toEqual([null, 7, 6]);
    expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['steps/kernel', [3, 2, 6]],
      ['steps/bias', [6]],
    ]);
    expect(Conv1D(6, [3], { padding: 'causal', strides: 2 })(Input([9, 4])).shape).toEqual([null, 5, 6]);
    expect(Conv1DChannelsFirst(6, 3, { dataFormat: 'channelsLast' })(Input([9, 4])).shape).toEqual([null, 7, 6]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const convolution = Conv1D as (...values: any[]) => AnyLayer;

  it.each([
    [[0, 3], 'Conv1D: filters expects a positive integer (received 0)'],
    [[4, [3, 3]], 'Conv1D: kernelSize expects a positive integer, or a list of 1 (received [3, 3])'],
    [[4, 3, { padding: 'full' }], "Conv1D: padding expects one of 'valid', 'same', 'causal' (received 'full')"],
    [
      [4, 3, { strides: 2, dilationRate: 2 }],
      'Conv1D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of 2)',
    ],
    [[4, 3, { groups: 3 }], 'Conv1D: groups expects a number that divides the 4 filters (received 3)'],
  ])('does not take %j', (values, message) => {
    expect(() => convolution(...values)).toThrow(new ArgumentError(message));
  });

  it('is not called on images', () => {
    const call = Conv1D(4, 3) as unknown as (input: object) => void;
    expect(() => call(Input([8, 8, 3]))).toThrow(
      new ShapeError('Conv1D expects (batch, steps, channels) (received (null, 8, 8, 3))'),
    );
  });
});

function layerOf(one: RandomConvolution, factory: typeof Conv2D | typeof Conv2DChannelsFirst): AnyLayer {
  const { strides, dilationRate, padding, groups } = one;
  const options = { strides, dilationRate, padding, groups };
  return (factory as typeof Conv2D)(one.groups * one.filtersPerGroup, one.size, options as object);
}

describe.each(['cpu', 'wasm'] as const)('Conv2D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('is the sum of products, and its gradients are those of that sum', () => {
    const property = fc.property(randomConvolutions, (one) => {
      const layer = layerOf(one, Conv2D);
      const first = layerOf(one, Conv2DChannelsFirst);
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const image = randomTensor([...one.image, one.groups * one.channelsPerGroup], one.seed);
        const kernelShape = [...one.size, one.channelsPerGroup, one.groups * one.filtersPerGroup];
        const kernel = randomTensor(kernelShape, one.seed + 1);
        const expected = naiveConvolution(image, kernel, one, one.groups);
        (layer as unknown as (input: object) => void)(Input(image.shape.slice(1)));
        layer.setWeights([kernel, new Float32Array(expected.shape[3] as number)]);
        expectClose(runLayer(layer, image), [...expected.dataSync()], 1e-5, 'channels last');

        const transposed = tf.transpose(image, [0, 3, 1, 2]);
        (first as unknown as (input: object) => void)(Input(transposed.shape.slice(1)));
        first.setWeights([kernel, new Float32Array(expected.shape[3] as number)]);
        const output = runLayer(first, transposed);
        expect(output.shape).toEqual(tf.transpose(expected, [0, 3, 1, 2]).shape);
        expectClose(tf.transpose(output, [0, 2, 3, 1]), [...expected.dataSync()], 1e-5, 'channels first');

        // It is linear in both: along any direction, its slope is the convolution of that direction.
        const upstream = randomTensor(expected.shape, one.seed + 2);
        const variable = layer.weights[0]?.value as tf.Variable;
        const given = tf.variable(image);
        const { grads } = tf.variableGrads(
          () => tf.sum(tf.mul(runLayer(layer, tf.clone(given)), upstream)) as tf.Scalar,
          [variable, given],
        );
        const slope = (gradient: tf.Tensor | undefined, direction: tf.Tensor) =>
          tf.sum(tf.mul(gradient as tf.Tensor, direction));
        const change = (output: tf.Tensor) => [tf.sum(tf.mul(output, upstream)).dataSync()[0] as number];
        const moved = randomTensor(image.shape, one.seed + 3);
        const turned = randomTensor(kernelShape, one.seed + 4);
        expectClose(
          slope(grads[given.name], moved),
          change(naiveConvolution(moved, kernel, one, one.groups)),
          1e-4,
          'input',
        );
        expectClose(
          slope(grads[variable.name], turned),
          change(naiveConvolution(image, turned, one, one.groups)),
          1e-4,
          'kernel',
        );
        given.dispose();
      });
      layer.dispose();
      first.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 11 });
  });

  it('applies its activation in the format that comes out, as Keras does', () => {
    tf.tidy(() => {
      const output = runLayer(Conv2DChannelsFirst(3, 1, { activation: 'softmax' }), randomTensor([1, 2, 2, 4], 1));
      expectClose(tf.sum(output, -1), [1, 1, 1, 1, 1, 1], 1e-5, 'sums over the width');
    });
  });

  it('takes bytes', () => {
    tf.tidy(() => {
      const layer = Conv2D(1, 2, { kernelInitializer: 'ones' });
      const output = runLayer(layer, tf.tensor([1, 2, 3, 250], [1, 2, 2, 1], 'int32'));
      expect(output.dtype).toBe('float32');
      expectClose(output, [256], 0, 'sum');
    });
  });

  it('adds what regularizes its output to the loss', () => {
    tf.tidy(() => {
      const layer = Conv2D(1, 1, { kernelInitializer: 'ones', activityRegularizer: 'l2' });
      const penalties: tf.Scalar[] = [];
      runLayer(layer, tf.tensor([1, 2, 3, 4], [1, 2, 2, 1]), { penalties });
      expectClose(penalties[0] as tf.Tensor, [0.3], 1e-5, 'penalty');
      runLayer(layer, tf.tensor([1, 2, 3, 4, 1, 2, 3, 4], [2, 2, 2, 1]), { penalties });
      expectClose(penalties[1] as tf.Tensor, [0.3], 1e-5, 'penalty of two samples');
    });
  });

  it('says that a size that varied is too small', () => {
    const image = Input([null, null, 1], { name: 'image' });
    const edges = Conv2D(1, [3, 2])(image);
    expect(edges.shape).toEqual([null, null, null, 1]);
    tf.tidy(() => {
      expect(runOutputs([image], [edges], [tf.zeros([1, 3, 2, 1])])[0]?.tensor.shape).toEqual([1, 1, 1, 1]);
      expect(() => runOutputs([image], [edges], [tf.zeros([1, 2, 2, 1])])).toThrow(
        'Conv2D expects a height of at least 3, the size of its window (received 2, in (1, 2, 2, 1))',
      );
    });
  });
});

describe('Conv2D', () => {
  it('has the weights of Keras, regularized and constrained as options say', () => {
    const layer = Conv2D(6, [3, 2], {
      groups: 2,
      kernelRegularizer: 'l2',
      biasRegularizer: 'l1',
      kernelConstraint: 'maxNorm',
      biasConstraint: 'nonNeg',
      biasInitializer: 'ones',
      name: 'edges',
    });
    layer(Input([8, 8, 4]));
    const [kernel, bias] = layer.weights;
    expect([kernel?.path, bias?.path]).toEqual(['edges/kernel', 'edges/bias']);
    expect([kernel?.shape, bias?.shape]).toEqual([[3, 2, 2, 6], [6]]);
    expect([kernel?.regularizer, kernel?.constraint, bias?.regularizer, bias?.constraint]).not.toContain(null);
    expect(layer.countParams()).toBe(3 * 2 * 2 * 6 + 6);
    const bare = Conv2D(6, 3, { useBias: false });
    bare(Input([8, 8, 4]));
    expect(bare.weights.map(({ name }) => name)).toEqual(['kernel']);
  });

  it('has its channels where its option says, else where its entry point says', () => {
    expect(Conv2DChannelsFirst(4, 3)(Input([1, 8, 9])).shape).toEqual([null, 4, 6, 7]);
    expect(Conv2DChannelsFirst(4, 3, { dataFormat: 'channelsLast' })(Input([8, 9, 1])).shape).toEqual([null, 6, 7, 4]);
    expect(Conv2D(4, 3, { dataFormat: 'channelsFirst' })(Input([1, 8, 9])).shape).toEqual([null, 4, 6, 7]);
    expect(Conv2D(4, 3)(Input([8, 9, 1])).shape).toEqual([null, 6, 7, 4]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const convolution = Conv2D as (...values: any[]) => AnyLayer;

  it.each([
    [[0, 3], 'Conv2D: filters expects a positive integer (received 0)'],
    [[1.5, 3], 'Conv2D: filters expects a positive integer (received 1.5)'],
    [[4, 0], 'Conv2D: kernelSize expects a positive integer, or a list of 2 (received 0)'],
    [[4, [3]], 'Conv2D: kernelSize expects a positive integer, or a list of 2 (received [3])'],
    [[4, [3, 3, 3]], 'Conv2D: kernelSize expects a positive integer, or a list of 2 (received [3, 3, 3])'],
    [[4, [3, -1]], 'Conv2D: kernelSize expects a positive integer, or a list of 2 (received [3, -1])'],
    [[4, undefined], 'Conv2D: kernelSize expects a positive integer, or a list of 2 (received undefined)'],
    [[4, '3'], "Conv2D: kernelSize expects a positive integer, or a list of 2 (received '3')"],
    [[4, 3, { strides: 0.5 }], 'Conv2D: strides expects a positive integer, or a list of 2 (received 0.5)'],
    [[4, 3, { dilationRate: [1] }], 'Conv2D: dilationRate expects a positive integer, or a list of 2 (received [1])'],
    [[4, 3, { padding: 'causal' }], "Conv2D: padding expects one of 'valid', 'same' (received 'causal')"],
    [
      [4, 3, { dataFormat: 'channels_first' }],
      "Conv2D: dataFormat expects one of 'channelsLast', 'channelsFirst' (received 'channels_first', did you mean 'channelsFirst'?)",
    ],
    [[4, 3, { groups: 0 }], 'Conv2D: groups expects a positive integer (received 0)'],
    [[4, 3, { groups: 3 }], 'Conv2D: groups expects a number that divides the 4 filters (received 3)'],
    [
      [4, 3, { strides: [1, 2], dilationRate: [2, 1] }],
      'Conv2D: dilationRate expects 1 with strides greater than 1 (received [2, 1] with strides of [1, 2])',
    ],
  ])('does not take %j', (values, message) => {
    expect(() => convolution(...values)).toThrow(new ArgumentError(message));
  });

  it.each([
    [Conv2D(4, 3), [784], 'Conv2D expects (batch, height, width, channels) (received (null, 784))'],
    [Conv2DChannelsFirst(4, 3), [784], 'Conv2D expects (batch, channels, height, width) (received (null, 784))'],
    [
      Conv2DChannelsFirst(4, 3),
      [null, 8, 8],
      'Conv2D expects (batch, channels, height, width) with a known number of channels (received (null, null, 8, 8))',
    ],
    [
      Conv2D(4, 3, { groups: 2 }),
      [8, 8, 5],
      'Conv2D expects a number of channels divisible by 2 groups (received 5, in (null, 8, 8, 5))',
    ],
    [
      Conv2D(4, [3, 5]),
      [28, 4, 1],
      'Conv2D expects a width of at least 5, the size of its window (received 4, in (null, 28, 4, 1))',
    ],
    [
      Conv2DChannelsFirst(4, 3, { dilationRate: [2, 1] }),
      [1, 4, 4],
      'Conv2D expects a height of at least 5, the size of its window (received 4, in (null, 1, 4, 4))',
    ],
  ] as const)('%s is not called on %j', (layer, input, message) => {
    expect(() => (layer as unknown as (input: object) => void)(Input(input))).toThrow(new ShapeError(message));
  });
});

describe.each(['cpu', 'wasm'] as const)('Conv3D on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('keeps apart depth, height and width, whatever the format, in groups too', () => {
    tf.tidy(() => {
      const volume = randomTensor([2, 4, 5, 6, 4], 1);
      const options = { strides: [1, 2, 3], padding: 'same', groups: 2 } as const;
      const [last, first] = [Conv3D(6, [3, 2, 1], options), Conv3DChannelsFirst(6, [3, 2, 1], options)];
      last(Input([4, 5, 6, 4]));
      first(Input([4, 4, 5, 6]));
      first.setWeights(last.weights.map(({ value }) => value as tf.Tensor));
      const expected = runLayer(last, volume);
      expect(expected.shape).toEqual([2, 4, 3, 2, 6]);
      const output = runLayer(first, tf.transpose(volume, [0, 4, 1, 2, 3]));
      expectClose(tf.transpose(output, [0, 2, 3, 4, 1]), [...expected.dataSync()], 1e-6, 'channels first');
    });
  });

  it('sees every second image, where the depth is dilated', () => {
    tf.tidy(() => {
      const layer = Conv3D(1, [2, 1, 1], { dilationRate: [2, 1, 1], kernelInitializer: 'ones' });
      expectClose(runLayer(layer, tf.tensor([1, 10, 100, 1000], [1, 4, 1, 1, 1])), [101, 1010], 0, 'sums');
      const strided = Conv3D(1, [2, 1, 1], { strides: [2, 1, 1], kernelInitializer: 'ones' });
      expectClose(runLayer(strided, tf.tensor([1, 10, 100, 1000], [1, 4, 1, 1, 1])), [11, 1100], 0, 'strided');
    });
  });
});

describe('Conv3D', () => {
  it('has the weights of Keras', () => {
    const layer = Conv3D(6, [3, 2, 1], { groups: 2, name: 'edges' });
    expect(layer(Input([9, 8, 7, 4])).shape).toEqual([null, 7, 7, 7, 6]);
    expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
      ['edges/kernel', [3, 2, 1, 2, 6]],
      ['edges/bias', [6]],
    ]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: values that types forbid.
  const convolution = Conv3D as (...values: any[]) => AnyLayer;

  it.each([
    [[4, [3, 3]], 'Conv3D: kernelSize expects a positive integer, or a list of 3 (received [3, 3])'],
    [[4, 3, { padding: 'causal' }], "Conv3D: padding expects one of 'valid', 'same' (received 'causal')"],
  ])('does not take %j', (values, message) => {
    expect(() => convolution(...values)).toThrow(new ArgumentError(message));
  });

  it('is not called on what is too small', () => {
    const call = Conv3D(4, 3) as unknown as (input: object) => void;
    expect(() => call(Input([2, 8, 8, 3]))).toThrow(
      new ShapeError(
        'Conv3D expects a depth of at least 3, the size of its window (received 2, in (null, 2, 8, 8, 3))',
      ),
    );
  });
});
