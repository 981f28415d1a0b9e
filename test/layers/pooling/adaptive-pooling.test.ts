import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { sections } from '../../../src/layers/pooling/adaptive-pooling.js';
import {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling1DChannelsFirst,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling2DChannelsFirst,
  AdaptiveAveragePooling3D,
  AdaptiveAveragePooling3DChannelsFirst,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling1DChannelsFirst,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling2DChannelsFirst,
  AdaptiveMaxPooling3D,
  AdaptiveMaxPooling3DChannelsFirst,
} from '../../../src/layers/pooling/adaptive-poolings.js';
import { expectClose } from '../expect-close.js';
import { expectOutput } from '../expect-output.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: values that types forbid, and what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

/** The gradient of the sum of the outputs, each times another power of ten. */
function gradientOf(layer: AnyLayer, input: tf.Tensor): tf.Tensor {
  const powers = (output: tf.Tensor) => tf.pow(10, tf.reshape(tf.range(0, output.size), output.shape));
  return tf.grad((given) => {
    const output = runLayer(layer, tf.clone(given));
    return tf.sum(tf.mul(output, powers(output)));
  })(input);
}

describe.each(['cpu', 'wasm'] as const)('adaptive poolings on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('reduce sections of each axis, number by number', () => {
    const upTo = (largest: number) => fc.integer({ min: 1, max: largest });
    const property = fc.property(
      fc.tuple(upTo(9), upTo(9)),
      fc.tuple(upTo(6), upTo(6)),
      fc.nat(99),
      (size, to, seed) => {
        const before = tf.memory().numTensors;
        const [mean, max] = [AdaptiveAveragePooling2D(to), AdaptiveMaxPooling2D(to)];
        tf.tidy(() => {
          const image = randomTensor([2, ...size, 3], seed);
          const reduced = sections(size[0], to[0]).map((down) =>
            sections(size[1], to[1]).map((right) => {
              const covered = tf.slice(image, [0, down.start, right.start, 0], [-1, down.size, right.size, -1]);
              return [tf.mean(covered, [1, 2]), tf.max(covered, [1, 2])] as const;
            }),
          );
          for (const [index, layer] of [mean, max].entries()) {
            const rows = reduced.map((row) =>
              tf.stack(
                row.map((both) => both[index] as tf.Tensor),
                1,
              ),
            );
            const expected = tf.stack(rows, 1);
            const output = runLayer(layer as unknown as AnyLayer, image);
            expect(output.shape).toEqual([2, ...to, 3]);
            expectClose(output, [...expected.dataSync()], 1e-6, index === 0 ? 'means' : 'greatest numbers');
          }
        });
        expect(tf.memory().numTensors).toBe(before);
      },
    );
    fc.assert(property, { numRuns: 60, seed: 14 });
  });

  it.each([
    [
      AdaptiveAveragePooling2D([3, 5]),
      [1, 5, 4, 1],
      [-0.5, -0.55, -0.3, -0.4, -0.8, -0.4, -0.3333, -0.4333, -0.5333, -0.4667, -0.3, -0.35, -0.45, -0.55, -0.6],
    ],
    [AdaptiveMaxPooling2D([3, 5]), [1, 5, 4, 1], [0, 0, 0.2, 0.2, -0.6, 0, 0.2, 0.2, 0, 0, 0.2, 0.2, 0, 0, -0.4]],
    [AdaptiveAveragePooling1D(4), [1, 7, 1], [-0.7, -0.2667, -0.4667, -0.5]],
    [AdaptiveMaxPooling3D([2, 1, 3]), [1, 3, 2, 4, 1], [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]],
  ] as const)("%s gives Keras' numbers", (layer, shape, wanted) => {
    expectOutput(layer as unknown as AnyLayer, shape, wanted);
  });

  it('send the gradient back to the first of the greatest, from every section that it is in, as Keras does', () => {
    tf.tidy(() => {
      const steps = gradientOf(AdaptiveMaxPooling1D(4), tf.tensor([0, 2, 2, 0, 2, 1, 1], [1, 7, 1]));
      expectClose(steps, [0, 11, 0, 0, 100, 1000, 0], 0, 'steps');
      const image = gradientOf(AdaptiveMaxPooling2D(2), tf.ones([1, 3, 3, 1]));
      expectClose(image, [1, 10, 0, 100, 1000, 0, 0, 0, 0], 0, 'image');
      const mean = gradientOf(AdaptiveAveragePooling1D(2), tf.ones([1, 3, 1]));
      expectClose(mean, [0.5, 5.5, 5], 1e-6, 'mean');
    });
  });

  it('take integers', () => {
    tf.tidy(() => {
      const steps = tf.tensor([1, 2, 4, 250], [1, 4, 1], 'int32');
      const output = runLayer(AdaptiveAveragePooling1D(2), steps);
      expect(output.dtype).toBe('float32');
      expectClose(output, [1.5, 127], 0, 'means');
    });
  });
});

describe('adaptive poolings', () => {
  it('cover all of an axis with sections, more or fewer than it has places', () => {
    expect(sections(7, 2)).toEqual([
      { start: 0, size: 4 },
      { start: 3, size: 4 },
    ]);
    expect(sections(2, 3)).toEqual([
      { start: 0, size: 1 },
      { start: 0, size: 2 },
      { start: 1, size: 1 },
    ]);
    expect(sections(6, 3).map(({ size }) => size)).toEqual([2, 2, 2]);
    expect(sections(5, 1)).toEqual([{ start: 0, size: 5 }]);
  });

  it('have the sizes that they are told, in both data formats, of whatever comes in', () => {
    expect(AdaptiveAveragePooling1DChannelsFirst(4)(Input([2, null])).shape).toEqual([null, 2, 4]);
    expect(AdaptiveMaxPooling1DChannelsFirst([4])(Input([2, 9])).shape).toEqual([null, 2, 4]);
    expect(AdaptiveAveragePooling2DChannelsFirst(7)(Input([2, 9, 9])).shape).toEqual([null, 2, 7, 7]);
    expect(AdaptiveMaxPooling2DChannelsFirst([7, 8], { dataFormat: 'channelsLast' })(Input([2, 9, 3])).shape).toEqual([
      null,
      7,
      8,
      3,
    ]);
    expect(AdaptiveAveragePooling3D([1, 2, 3])(Input([null, null, 9, 2])).shape).toEqual([null, 1, 2, 3, 2]);
    expect(AdaptiveAveragePooling3DChannelsFirst(2)(Input([5, 9, 9, 9])).shape).toEqual([null, 5, 2, 2, 2]);
    expect(AdaptiveMaxPooling3DChannelsFirst(2)(Input([5, 9, 9, 9])).shape).toEqual([null, 5, 2, 2, 2]);
    expect(AdaptiveMaxPooling3D(2, { dataFormat: 'channelsFirst' })(Input([5, 9, 9, 9])).shape).toEqual([
      null,
      5,
      2,
      2,
      2,
    ]);
  });

  it.each([
    [
      AdaptiveMaxPooling2D,
      [0],
      'AdaptiveMaxPooling2D: outputSize expects a positive integer, or a list of 2 (received 0)',
    ],
    [
      AdaptiveAveragePooling1D,
      [[2, 2]],
      'AdaptiveAveragePooling1D: outputSize expects a positive integer, or a list of 1 (received [2, 2])',
    ],
    [
      AdaptiveAveragePooling3D,
      [undefined],
      'AdaptiveAveragePooling3D: outputSize expects a positive integer, or a list of 3 (received undefined)',
    ],
    [
      AdaptiveMaxPooling1D,
      [2, { dataFormat: 'first' }],
      "AdaptiveMaxPooling1D: dataFormat expects one of 'channelsLast', 'channelsFirst' (received 'first')",
    ],
  ] as const)('%o is not made of %j', (factory, values, message) => {
    expect(() => (factory as Factory)(...values)).toThrow(new ArgumentError(message));
  });

  it('are not called on other ranks', () => {
    const call = (layer: AnyLayer, shape: number[]) => (layer as unknown as (input: object) => void)(Input(shape));
    expect(() => call(AdaptiveMaxPooling2D(2), [8, 3])).toThrow(
      new ShapeError('AdaptiveMaxPooling2D expects (batch, height, width, channels) (received (null, 8, 3))'),
    );
    expect(() => call(AdaptiveAveragePooling3DChannelsFirst(2), [8])).toThrow(
      new ShapeError('AdaptiveAveragePooling3D expects (batch, channels, depth, height, width) (received (null, 8))'),
    );
  });
});
